import { setTimeout as sleep } from 'node:timers/promises';

/** A carbon intensity in an answer, with where it came from. */
export interface Shown {
  region: string;
  zone: string;
  carbonIntensity: number;
  source: string;
  quality: string;
  validAt: string;
  ageSeconds: number;
}

interface ShownSource {
  status: string;
  /** Values turned away, by reason. */
  rejected?: Record<string, number>;
}

export interface Health {
  status: string;
  checks: Record<string, { status: string; sources?: Record<string, ShownSource> }>;
}

export interface RouteAnswer extends Shown {
  selectedRegion: string;
  alternatives: Shown[];
  excluded: { region: string; code: string; reason: string }[];
  warnings: { code: string; regions: string[] }[];
}

const json = async <Body>(answer: Response): Promise<Body> => {
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body;
};

export const readCurrent = async (url: string, regions: string[]) =>
  json<{ values: Shown[] }>(await fetch(`${url}/api/v1/carbon-intensity?regions=${regions.join(',')}`));

export const readHealth = async (url: string) => json<Health>(await fetch(`${url}/health`));

export const routeGreen = async (url: string, body: object) =>
  json<RouteAnswer>(
    await fetch(`${url}/api/v1/route/green`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** Asks until the answer is as expected. @throws Error with the last answer when it never is. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
  limitMs = 40_000,
): Promise<Answer> {
  const deadlineMs = Date.now() + limitMs;
  let answer = await ask().catch((error: unknown) => error as Error);
  while (Date.now() < deadlineMs) {
    if (!(answer instanceof Error) && isWanted(answer)) return answer;
    await sleep(200);
    answer = await ask().catch((error: unknown) => error as Error);
  }
  throw new Error(
    `never as expected; at last: ${answer instanceof Error ? answer.message : JSON.stringify(answer)}`,
  );
}
