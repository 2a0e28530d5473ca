import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GridSnapshotReader, SeriesResponse, WorkloadRequest } from '@ecobe/contracts';
import { Outbox, openSchema } from '@ecobe/persistence';
import { WebhookSender } from '@ecobe/platform';
import { createTestDatabase } from './database';
import { DispatchRepository } from '../../apps/routing/src/adapters/dispatch.repository';
import { PlanningRepository } from '../../apps/routing/src/adapters/planning.repository';
import { ROUTING_SCHEMA } from '../../apps/routing/src/adapters/routing-schema';
import { SettlingRepository } from '../../apps/routing/src/adapters/settling.repository';
import { WorkloadCommandsRepository } from '../../apps/routing/src/adapters/workload-commands.repository';
import { WorkloadIntakeRepository } from '../../apps/routing/src/adapters/workload-intake.repository';
import { WorkloadReaderRepository } from '../../apps/routing/src/adapters/workload-reader.repository';
import { AcceptWorkloadsUseCase } from '../../apps/routing/src/features/accept-workloads/accept-workloads.use-case';
import { ChangeWorkloadUseCase } from '../../apps/routing/src/features/change-workload/change-workload.use-case';
import { DispatchWorkloadsUseCase } from '../../apps/routing/src/features/dispatch-workloads/dispatch-workloads.use-case';
import { PlanTogether } from '../../apps/routing/src/features/plan-workloads/plan-together';
import { PlanWorkloadsUseCase } from '../../apps/routing/src/features/plan-workloads/plan-workloads.use-case';
import { SettleWorkloadsUseCase } from '../../apps/routing/src/features/settle-workloads/settle-workloads.use-case';
import { SummariseSavingsUseCase } from '../../apps/routing/src/features/summarise-savings/summarise-savings.use-case';
import { OutlookBook } from '../../apps/routing/src/work/outlook-book';

/** A caller's machine that is told when work starts; `answer` says how it behaves. */
export async function startReceiver() {
  const received: { id: string; body: { data: Record<string, unknown> } }[] = [];
  const receiver = {
    ...{ url: '', received, status: 202, answersAfterMs: 0, close: () => undefined as unknown },
    /** Answers wait for this. */
    until: Promise.resolve() as Promise<unknown>,
  };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      received.push({ id: String(request.headers['webhook-id']), body: JSON.parse(text) as never });
      const answer = () => response.writeHead(receiver.status).end();
      void receiver.until.then(() => setTimeout(answer, receiver.answersAfterMs));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/start`;
  receiver.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return receiver;
}

interface Deskwork {
  /** Where the clock stands at first, epoch ms. */
  nowMs: number;
  /** Of every region, kW. */
  capKw?: number;
  /** Plans each by itself under the cap, in order of arrival: what planning together is compared with. */
  isOneByOne?: boolean;
  /** How long a receiver may take to answer; a second unless told. */
  answerWithinMs?: number;
  /** The database of another desk, as another process has it. */
  beside?: { databaseUrl: string };
}

const LATE_START_MS = 15 * 60_000;

/** Everything that schedules workloads, on a database of its own, at a clock that the spec moves. */
export async function openDesk(grid: GridSnapshotReader, deskwork: Deskwork) {
  const { nowMs, capKw, isOneByOne, answerWithinMs = 1_000, beside } = deskwork;
  const own = beside === undefined ? await createTestDatabase() : null;
  const databaseUrl = own?.url ?? beside?.databaseUrl ?? '';
  const source = await openSchema(ROUTING_SCHEMA, databaseUrl);
  const time = { nowMs };
  const clock = { nowMs: () => time.nowMs };
  const outbox = new Outbox(source, 'routing');
  const emissionOutbox = new Outbox(source, 'routing', { table: 'emission_outbox', redeliveryMs: 0 });
  const book = new OutlookBook(grid);
  const sender = new WebhookSender({ allowsPrivate: true, timeoutMs: answerWithinMs });
  const reader = new WorkloadReaderRepository(source);
  /** Observations by zone, from the start of the running day on; a spec fills them. */
  const observed = new Map<string, Pick<SeriesResponse, 'values' | 'quality'>>();
  const store = new PlanningRepository(source);
  const planning = {
    minGainPercent: 0,
    capKwOf: () => capKw ?? null,
    isCapped: capKw !== undefined && isOneByOne !== true,
  };
  const knowledge = { book, clock, settings: planning };
  const accepting = { minGainPercent: 0, allowsPrivateWebhooks: true, hasWebhookSecret: true };
  const accept = new AcceptWorkloadsUseCase(
    new WorkloadIntakeRepository(source, outbox),
    book,
    clock,
    accepting,
    () => undefined,
  );
  const settings = {
    webhookSecret: 'a secret of the spec, long enough',
    clockSpeed: 1,
    lateStartMs: LATE_START_MS,
  };
  return {
    ...{ databaseUrl, source, time, outbox, emissionOutbox, reader, observed },
    accept: async (...workloads: WorkloadRequest[]) => {
      const answer = await accept.execute({ workloads });
      return answer.workloads.map(({ workloadId }) => workloadId);
    },
    acceptAs: (key: string, workloads: WorkloadRequest[]) => accept.execute({ workloads }, key),
    plan: new PlanWorkloadsUseCase(store, knowledge, new PlanTogether(store, knowledge), () => undefined),
    dispatch: new DispatchWorkloadsUseCase(
      new DispatchRepository(source),
      (message) => sender.send(message),
      clock,
      settings,
      (error) => {
        throw error;
      },
    ),
    change: new ChangeWorkloadUseCase(
      new WorkloadCommandsRepository(source),
      reader,
      clock,
      settings.clockSpeed,
    ),
    settle: new SettleWorkloadsUseCase(
      new SettlingRepository(source, emissionOutbox),
      {
        read: (zone, basis, { startMs, endMs }, signal) => {
          const known = signal === 'average' ? observed.get(zone) : undefined;
          if (known === undefined) return Promise.resolve(null);
          const dayMs = Math.floor(nowMs / 86_400_000) * 86_400_000;
          const hour = (ms: number) => (ms - dayMs) / 3_600_000;
          return Promise.resolve({
            ...{
              zone,
              basis,
              signal: 'average' as const,
              source: `observer of ${zone}`,
              quality: known.quality,
            },
            start: new Date(startMs).toISOString(),
            values: Array.from(
              { length: hour(endMs) - hour(startMs) },
              (_, i) => known.values[hour(startMs) + i] ?? null,
            ),
          });
        },
      },
      clock,
    ),
    summarise: new SummariseSavingsUseCase(reader, clock),
    one: async (id = '') => {
      const found = await reader.one(id);
      if (found === null) throw new Error(`${id} is gone`);
      return found;
    },
    /** What was claimed or waits for another try is due at once, as when its time had passed. */
    endWaits: () => source.query('UPDATE routing.workload SET not_before = NULL'),
    close: async () => {
      await sender.close();
      await source.destroy();
      await own?.drop();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
