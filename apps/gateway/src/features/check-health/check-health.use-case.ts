import { setTimeout as sleep } from 'node:timers/promises';
import { providerOf, worstOf } from '@ecobe/contracts';
import type { HealthCheck, ServiceHealth } from '@ecobe/contracts';

type Status = HealthCheck['status'];

/** Asks a service for its health; rejects when it does not answer in time. */
export type AskHealth = (service: string) => Promise<ServiceHealth>;

export interface SuiteHealth {
  status: Status;
  checks: Record<string, HealthCheck>;
}

/** Checks that several services make of the same thing, and that are shown once. */
const SHARED = ['database', 'redis'];
const NO_ANSWER = 'did not answer in time';
/** Well within what a readiness probe waits for. */
const READY_LIMIT_MS = 500;

const pick = (health: ServiceHealth, wanted: (name: string) => boolean): Record<string, HealthCheck> =>
  Object.fromEntries(Object.entries(health.checks).filter(([name]) => wanted(name)));

/** The state of the whole: the stores, each service, and the outside sources of data. */
export class CheckHealth {
  private running: Promise<SuiteHealth> | undefined;
  private readying: Promise<boolean> | undefined;

  constructor(
    private readonly services: readonly string[],
    private readonly ask: AskHealth,
    private readonly pingRedis: () => Promise<HealthCheck>,
  ) {}

  /** Those who ask while an answer is being made share it, so that asking often costs nothing. */
  execute(): Promise<SuiteHealth> {
    this.running ??= this.check().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /**
   * Whether requests can be served: both stores answer within half a second. The database is asked through its services,
   * and the first that reaches it settles it: a service that is silent makes itself known by 503, and delays nothing here.
   */
  isReady(): Promise<boolean> {
    this.readying ??= this.askStores().finally(() => {
      this.readying = undefined;
    });
    return this.readying;
  }

  private async askStores(): Promise<boolean> {
    const redis = this.pingRedis().then(({ status }) => status !== 'unhealthy');
    const reaches = async (service: string): Promise<void> => {
      const { checks } = await this.ask(service);
      if ((checks['database']?.status ?? 'unhealthy') === 'unhealthy')
        throw new Error(`${service}: no database`);
    };
    const database = Promise.any(this.services.map(reaches)).then(
      () => true,
      () => false,
    );
    const both = Promise.all([redis, database]).then((answers) => answers.every(Boolean));
    return trueWithin(both, READY_LIMIT_MS);
  }

  private async check(): Promise<SuiteHealth> {
    const [redis, ...answers] = await Promise.all([
      this.pingRedis(),
      ...this.services.map((service) => this.ask(service).catch(() => null)),
    ]);
    const known = answers.filter((answer) => answer !== null);
    const checks: Record<string, HealthCheck> = {
      database: databaseOf(known),
      redis: redis.status === 'unhealthy' ? { status: 'unhealthy', detail: 'cannot be reached' } : redis,
    };
    this.services.forEach((service, index) => {
      checks[service] = serviceCheck(answers[index] ?? null);
    });
    checks['providers'] = providersOf(known, known.length === this.services.length);
    return { status: worstOf(Object.values(checks).map(({ status }) => status)), checks };
  }
}

/** What is asked, or false when the answer takes longer or fails. */
async function trueWithin(asked: Promise<boolean>, limitMs: number): Promise<boolean> {
  const late = new AbortController();
  const limit = sleep(limitMs, false, { signal: late.signal });
  try {
    return await Promise.race([asked, limit]).catch(() => false);
  } finally {
    late.abort();
    await limit.catch(() => undefined);
  }
}

/** A service's own checks; what it shares with others, and the providers, are shown apart and judged there. */
function serviceCheck(answer: ServiceHealth | null): HealthCheck {
  if (answer === null) return { status: 'unhealthy', detail: NO_ANSWER };
  const checks = pick(answer, (name) => !SHARED.includes(name) && providerOf(name) === null);
  return { status: worstOf(Object.values(checks).map(({ status }) => status)), checks };
}

function databaseOf(answers: ServiceHealth[]): HealthCheck {
  const seen = answers.flatMap((answer) => answer.checks['database'] ?? []);
  if (seen.length === 0) return { status: 'unhealthy', detail: 'no service answered that could tell' };
  return (
    seen.find(({ status }) => status === 'unhealthy') ?? { status: worstOf(seen.map((one) => one.status)) }
  );
}

/** A source that is away makes answers older, never absent: the worst that it does to the whole is `degraded`. */
function providersOf(answers: ServiceHealth[], isWhole: boolean): HealthCheck {
  const sources: Record<string, HealthCheck> = {};
  for (const { checks } of answers) {
    for (const [name, check] of Object.entries(checks)) {
      const provider = providerOf(name);
      if (provider !== null) sources[provider] = check;
    }
  }
  if (Object.keys(sources).length === 0 && !isWhole) {
    return { status: 'degraded', detail: 'not known: a service did not answer', sources };
  }
  const isWell = Object.values(sources).every(({ status }) => status === 'ok');
  return { status: isWell ? 'ok' : 'degraded', sources };
}
