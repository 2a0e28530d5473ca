import { BASES, HOUR_MS, toIso } from '@ecobe/carbon';
import { ReadGridHoursUseCase } from '../../features/read-grid-hours/read-grid-hours.use-case';
import { RecordReadingUseCase } from '../../features/record-observations/record-reading.use-case';
import { ProviderStatusBoard } from '../../features/report-health/provider-status-board';
import { FakeGridHours } from '../../ports/testing/fake-grid-hours.fixture';
import { FakeObservationStore } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock, FakeLog } from '../../ports/testing/fakes.fixture';
import { readFuelMix } from './eia-fuel-mix';

const ZONE = 'US-TEX-ERCO';
const START = Date.UTC(2026, 0, 15);
const HOURS = 6;

describe("grid hours of EIA's fuels", () => {
  it.each(BASES)('make up the %s intensity that was worked out from them', async (basis) => {
    const clock = new FakeClock(START + HOURS * HOUR_MS);
    const store = new FakeObservationStore();
    const fuels = ['COL', 'NG', 'NUC', 'WAT', 'WND', 'WNB', 'SUN', 'OIL', 'GEO', 'OTH', 'UNK', 'BAT'];
    const rows = Array.from({ length: HOURS }, (_, hour) =>
      fuels.map((fuelType, index) => ({
        // hours are labelled by their end
        period: toIso(START + (hour + 1) * HOUR_MS).slice(0, 13),
        respondent: 'ERCO',
        fuelType,
        mw: fuelType === 'SUN' && hour === 2 ? -3 : 100 * (index + 1) + 37 * hour,
      })),
    ).flat();
    const record = new RecordReadingUseCase(store, clock, () => undefined);
    await record.run(
      ZONE,
      readFuelMix(rows, ZONE, 'eia'),
      new ProviderStatusBoard(clock, new FakeLog()).of('eia'),
    );

    const span = { startMs: START, endMs: START + HOURS * HOUR_MS };
    const gridHours = new ReadGridHoursUseCase(store, new FakeGridHours(store), clock, 'auto');
    const bounds = { start: toIso(span.startMs), end: toIso(span.endMs) };
    const { sources } = await gridHours.run({ zone: ZONE, basis, ...bounds });
    const series = await store.hourly({ zone: ZONE, signal: 'average', basis }, 'real', span, clock.nowMs());
    expect(series.length).toBeGreaterThanOrEqual(HOURS - 1);
    for (const { validAtMs, carbonIntensityGPerKwh } of series) {
      const hour = (validAtMs - START) / HOUR_MS;
      const told = sources.map(({ valuesMw, emissionFactorGPerKwh: factor }) => ({
        mw: valuesMw[hour] ?? 0,
        factor,
      }));
      const totalMw = told.reduce((sum, { mw }) => sum + mw, 0);
      const emissions = told.reduce((sum, { mw, factor }) => sum + mw * factor, 0);
      expect(emissions / totalMw).toBeCloseTo(carbonIntensityGPerKwh, 9);
    }
  });
});
