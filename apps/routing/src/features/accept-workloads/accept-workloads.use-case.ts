import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import { ProblemError, idempotencyKeyReused } from '@ecobe/contracts';
import type {
  ProblemDetailItem,
  WorkloadBatchRequest,
  WorkloadRequest,
  WorkloadsAccepted,
} from '@ecobe/contracts';
import { inTurns, newTimeOrderedId, requestHash, webhookUrlFault } from '@ecobe/platform';
import type { Intake, NewWorkload, WorkloadIntake } from '../../ports/workload-intake';
import { choosePlacement } from '../../work/choose-placement';
import type { OutlookBook } from '../../work/outlook-book';
import { exclusionsOf } from '../../work/placement-answer';
import { requestedWork } from '../../work/requested-work';
import type { RequestedWork } from '../../work/requested-work';
import { noFeasibleRegion } from '../place-work/place-work.use-case';

const OPERATION = 'accept-workloads';

export interface AcceptSettings {
  readonly minGainPercent: number;
  readonly allowsPrivateWebhooks: boolean;
  /** Whether webhooks can be signed. */
  readonly hasWebhookSecret: boolean;
}

const refused = (status: number, code: string, title: string, errors: ProblemDetailItem[]): ProblemError =>
  new ProblemError({ status, code, title, detail: errors[0]?.detail ?? title, errors });

/** Takes workloads on: what can be refused is refused at once, the rest is stored before the answer. */
export class AcceptWorkloadsUseCase {
  constructor(
    private readonly intake: WorkloadIntake,
    private readonly book: OutlookBook,
    private readonly clock: Clock,
    private readonly settings: AcceptSettings,
    /** Told after a commit, so that planning need not wait for a sweep. */
    private readonly onAccepted: () => void,
  ) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is taken on then */
  async execute(
    { workloads }: WorkloadBatchRequest,
    idempotencyKey: string = randomUUID(),
  ): Promise<WorkloadsAccepted> {
    const asked = {
      organizationId: organizationOf(workloads),
      idempotencyKey,
      requestHash: requestHash(OPERATION, workloads),
    };
    const earlier = await this.intake.earlier(asked);
    if (earlier !== null) return answerOf(earlier);
    refuseTwins(workloads);
    const nowMs = this.clock.nowMs();
    const batch = {
      ...asked,
      id: newTimeOrderedId(nowMs),
      acceptedAtMs: nowMs,
      workloads: await inTurns(workloads, (workload, index) => this.checked(workload, index, nowMs)),
    };
    const answer = answerOf(await this.intake.accept(batch));
    this.onAccepted();
    return answer;
  }

  private checked(request: WorkloadRequest, index: number, nowMs: number): NewWorkload {
    try {
      this.refuseWebhook(request);
      const work = requestedWork(request, nowMs);
      this.refuseHopeless(work, nowMs);
      const { deadlineMs, lastStartMs } = work;
      return {
        ...{ id: newTimeOrderedId(nowMs), request, deadlineMs, lastStartMs },
        requestHash: requestHash(OPERATION, request),
      };
    } catch (error) {
      throw error instanceof ProblemError ? within(error, `/workloads/${index}`) : error;
    }
  }

  private refuseWebhook({ webhookUrl }: WorkloadRequest): void {
    if (webhookUrl == null) return;
    const pointer = '/webhookUrl';
    const fault = webhookUrlFault(webhookUrl, { allowsPrivate: this.settings.allowsPrivateWebhooks });
    if (fault !== null)
      throw refused(400, 'INVALID_WEBHOOK_URL', 'Invalid webhook URL', [{ pointer, detail: fault }]);
    if (this.settings.hasWebhookSecret) return;
    const detail = 'webhooks cannot be signed here: ECOBE_WEBHOOK_SECRET is not set';
    throw refused(422, 'WEBHOOKS_NOT_CONFIGURED', 'Webhooks not configured', [{ pointer, detail }]);
  }

  /** Where home has no forecast that is long enough, some other region must do. */
  private refuseHopeless(work: RequestedWork, nowMs: number): void {
    const forecast = this.book.forecastOf(work.home, work.basis);
    if (forecast !== undefined && forecast.values.length * 3_600_000 > work.durationMs) return;
    const { minGainPercent } = this.settings;
    const { placements, refusals } = choosePlacement(work, {
      nowMs,
      book: this.book,
      room: null,
      minGainPercent,
    });
    if (placements.length === 0) throw noFeasibleRegion(exclusionsOf(refusals, work));
  }
}

function organizationOf([first, ...others]: readonly WorkloadRequest[]): string | null {
  const organizationId = first?.organizationId ?? null;
  return others.every((other) => (other.organizationId ?? null) === organizationId) ? organizationId : null;
}

/** The refusal of one workload, pointing into the batch. */
function within({ problem }: ProblemError, place: string): ProblemError {
  const errors = (problem.errors ?? []).map(({ pointer, detail }) => ({
    pointer: `${place}${pointer}`,
    detail,
  }));
  const placed = errors.length > 0 ? errors : [{ pointer: place, detail: problem.detail }];
  return new ProblemError({ ...problem, detail: `${place}: ${problem.detail}`, errors: placed });
}

function refuseTwins(workloads: readonly WorkloadRequest[]): void {
  const firstOf = new Map<string, number>();
  const errors = workloads.flatMap(({ externalId, organizationId }, index) => {
    if (externalId == null) return [];
    const key = JSON.stringify([organizationId ?? null, externalId]);
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, index);
    const detail = `${externalId} stands at /workloads/${first} already`;
    return first === undefined ? [] : [{ pointer: `/workloads/${index}/externalId`, detail }];
  });
  if (errors.length > 0) throw refused(400, 'DUPLICATE_WORKLOAD_ID', 'Duplicate workload id', errors);
}

function answerOf(intake: Intake): WorkloadsAccepted {
  if (intake.kind === 'accepted') return intake.answer;
  if (intake.kind === 'key-reused') throw idempotencyKeyReused();
  const errors = intake.taken.map(({ index, externalId }) => ({
    pointer: `/workloads/${index}/externalId`,
    detail: `another workload was taken on as ${externalId} before`,
  }));
  throw refused(409, 'WORKLOAD_ID_TAKEN', 'Workload id taken', errors);
}
