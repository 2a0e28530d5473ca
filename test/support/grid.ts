import { startOfHour, toIso } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import { GridSnapshotStore, MessagingModule } from '@ecobe/messaging';
import { PlatformModule, SETTINGS, loadSettings } from '@ecobe/platform';
import { Test } from '@nestjs/testing';

/** Newest intensity and hourly forecast of a zone, gCO2eq/kWh. */
export interface ZoneOfSpec {
  now: number;
  quality?: Quality;
  /** From the running hour on. */
  forecast?: number[];
}

/** A clock so slow that ingestion, which knows nothing, does not take out again within a spec what the spec told. */
export const LONG_MINUTE = { ECOBE_CLOCK_SPEED: '0.01' };

/** Tells a suite that runs with that ECOBE_CLOCK what the grid is like at an instant, as ingestion and forecasting would. */
export async function tellGrid(
  redisUrl: string,
  clock: string,
  zones: Record<string, ZoneOfSpec>,
  atMs = Date.parse(clock),
): Promise<void> {
  const hourMs = startOfHour(atMs);
  const context = await Test.createTestingModule({ imports: [PlatformModule, MessagingModule.forRoot()] })
    .overrideProvider(SETTINGS)
    .useValue(loadSettings({ REDIS_URL: redisUrl, ECOBE_CLOCK: clock }))
    .compile();
  const store = context.get(GridSnapshotStore);
  try {
    const series = (zone: string) =>
      ({ zone, signal: 'average', basis: 'lifecycle', source: 'spec' }) as const;
    await store.putCurrent(
      Object.entries(zones).map(([zone, { now, quality = 'measured' }]) => ({
        ...series(zone),
        carbonIntensity: now,
        quality,
        validAt: toIso(hourMs),
        resolutionMinutes: 60,
      })),
    );
    await store.putForecasts(
      Object.entries(zones).flatMap(([zone, { forecast: values }]) =>
        values === undefined
          ? []
          : [
              {
                ...series(zone),
                issuedAt: toIso(hourMs),
                model: 'spec@1',
                quality: 'forecast' as const,
                startAt: toIso(hourMs),
                values,
                p10: values,
                p90: values,
              },
            ],
      ),
    );
  } finally {
    await context.close();
  }
}
