import { DAY_MS, HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { GridHoursReader } from '../grid-hours-reader';
import type {
  GenerationMw,
  GenerationObservation,
  ObservationWriter,
  WeatherRun,
} from '../observation-store';

const NOON = Date.UTC(2021, 10, 15, 12);
const DAY = { startMs: Date.UTC(2021, 10, 15), endMs: Date.UTC(2021, 10, 16) };

const noMw: GenerationMw = {
  coal: null,
  gas: null,
  oil: null,
  nuclear: null,
  hydro: null,
  wind: null,
  solar: null,
  biomass: null,
  geothermal: null,
  other: null,
  unknown: null,
};

/** Wind and coal of an hour of 2021-11-15, known when it has ended. */
const windAndCoal = (
  hour: number,
  wind: number | null,
  coal: number | null,
  changes: Partial<GenerationObservation> = {},
): GenerationObservation => {
  const validAtMs = Date.UTC(2021, 10, 15, hour);
  const known = { knownAtMs: validAtMs + HOUR_MS, resolutionMinutes: 60 };
  return { zone: 'DE', source: 'eia', validAtMs, ...known, mw: { ...noMw, wind, coal }, ...changes };
};

/** A run of 2021-11-15 with some winds from its issue on. */
const windRun = (hour: number, winds: (number | null)[], changes: Partial<WeatherRun> = {}): WeatherRun => {
  const issuedAtMs = Date.UTC(2021, 10, 15, hour);
  const times = { issuedAtMs, knownAtMs: issuedAtMs, startMs: issuedAtMs };
  const unknown = winds.map(() => null);
  const rest = { dewpointK: unknown, shortwaveRadiationWPerM2: unknown, precipitationMm: unknown };
  const temperatureK = winds.map(() => 283.118);
  return {
    zone: 'DE',
    source: 'open-meteo',
    ...times,
    hours: { windSpeedMs: winds, temperatureK, ...rest },
    ...changes,
  };
};

/** What every reader of grid hours does with what a writer has stored. `open` gives an empty store. */
export function gridHoursConformance(
  name: string,
  open: () => Promise<{ writer: ObservationWriter; gridHours: GridHoursReader }>,
): void {
  describe(`${name} as a reader of generation`, () => {
    let writer: ObservationWriter;
    let gridHours: GridHoursReader;
    beforeEach(async () => {
      ({ writer, gridHours } = await open());
    });
    const wind = async (knownByMs: number) =>
      (await gridHours.generation('DE', DAY, knownByMs))
        .sort((a, b) => a.validAtMs - b.validAtMs)
        .map(({ validAtMs, mw }) => [(validAtMs - DAY.startMs) / HOUR_MS, mw.wind]);

    it('shows only hours that were known, with an empty cell as null and a zero as zero', async () => {
      await writer.recordGeneration([windAndCoal(10, 0, null), windAndCoal(11, 5, 7), windAndCoal(12, 9, 9)]);
      expect(await wind(NOON)).toEqual([
        [10, 0],
        [11, 5],
      ]);
      const hours = await gridHours.generation('DE', DAY, NOON);
      expect(hours.map(({ mw }) => mw.coal).sort()).toEqual([7, null]);
      expect(hours[0]).toMatchObject({ source: 'eia', mw: { ...noMw, wind: 0, coal: null } });
    });

    it('reads the newest revision known, and replays the past', async () => {
      await writer.recordGeneration([windAndCoal(10, 100, 1)]);
      await writer.recordGeneration([windAndCoal(10, 80, 1, { knownAtMs: NOON + HOUR_MS })]);
      expect(await wind(NOON)).toEqual([[10, 100]]);
      expect(await wind(NOON + HOUR_MS)).toEqual([[10, 80]]);
    });

    it('reads the preferred source of each hour, all of it from the one', async () => {
      const imported = { source: 'history-import' };
      await writer.recordGeneration([
        windAndCoal(9, 1, 1, imported),
        windAndCoal(10, 2, 2, imported),
        windAndCoal(10, 200, null),
      ]);
      const hours = await gridHours.generation('DE', DAY, NOON);
      expect(hours.map(({ source, mw }) => [source, mw.wind, mw.coal]).sort()).toEqual([
        ['eia', 200, null],
        ['history-import', 1, 1],
      ]);
    });

    it('averages the parts of an hour that has ended, if they cover half of it', async () => {
      const part = (hour: number, minute: number, value: number) => {
        const validAtMs = Date.UTC(2021, 10, 15, hour, minute);
        const span = { resolutionMinutes: 15, knownAtMs: validAtMs + 15 * MINUTE_MS };
        return windAndCoal(hour, value, null, { validAtMs, ...span });
      };
      await writer.recordGeneration([part(9, 0, 5), part(10, 0, 10), part(10, 15, 30), part(11, 0, 7)]);
      expect(await wind(NOON)).toEqual([[10, 20]]);
      expect(await wind(NOON - 1.5 * HOUR_MS)).toEqual([]);
    });

    it('gives nothing of another zone, nor outside of the span', async () => {
      await writer.recordGeneration([
        windAndCoal(10, 1, 1, { zone: 'FR' }),
        windAndCoal(0, 1, 1, { validAtMs: DAY.startMs - HOUR_MS }),
        windAndCoal(0, 1, 1, { validAtMs: DAY.endMs, knownAtMs: NOON }),
      ]);
      expect(await wind(NOON)).toEqual([]);
    });
  });

  describe(`${name} as a reader of weather`, () => {
    let writer: ObservationWriter;
    let gridHours: GridHoursReader;
    beforeEach(async () => {
      ({ writer, gridHours } = await open());
    });
    const runs = async (knownByMs: number, span = DAY) =>
      (await gridHours.weatherRuns('DE', span, knownByMs)).sort((a, b) => a.issuedAtMs - b.issuedAtMs);

    it('gives each run back as it was issued, to the digit', async () => {
      const stored = [windRun(0, [3.464, null, 0]), windRun(6, [3.315])];
      expect(await writer.recordWeather(stored)).toBe(2);
      expect(await runs(NOON)).toEqual(stored);
    });

    it('keeps a run that says the same as the one before: it was said again', async () => {
      await writer.recordWeather([windRun(0, [1, 2, 3])]);
      expect(await writer.recordWeather([windRun(6, [1, 2, 3])])).toBe(1);
      expect(await writer.recordWeather([windRun(6, [1, 2, 3])])).toBe(0);
      expect(await runs(NOON)).toHaveLength(2);
    });

    it('keeps a corrected run beside the first version, and replays the past', async () => {
      await writer.recordWeather([windRun(0, [1])]);
      await writer.recordWeather([windRun(0, [2], { knownAtMs: NOON })]);
      expect((await runs(NOON - 1)).map(({ hours }) => hours.windSpeedMs)).toEqual([[1]]);
      expect((await runs(NOON)).map(({ hours }) => hours.windSpeedMs[0]).sort()).toEqual([1, 2]);
    });

    it('gives no run that was not known yet, of another zone, or that says nothing of the span', async () => {
      const before = {
        startMs: DAY.startMs - 2 * HOUR_MS,
        issuedAtMs: DAY.startMs - 2 * HOUR_MS,
        knownAtMs: 0,
      };
      await writer.recordWeather([
        windRun(13, [1]),
        windRun(1, [1], { zone: 'FR' }),
        windRun(0, [1, 2], before),
        windRun(2, [1], { startMs: DAY.endMs }),
      ]);
      expect(await runs(NOON)).toEqual([]);
      await writer.recordWeather([windRun(0, [1, 2, 3], { ...before, source: 'other' })]);
      expect(await runs(NOON)).toHaveLength(1);
    });

    it('takes many runs in one bulk load', async () => {
      const weather = Array.from({ length: 700 }, (_, day) => {
        const times = { issuedAtMs: day * DAY_MS, knownAtMs: day * DAY_MS, startMs: day * DAY_MS };
        return windRun(0, Array<number>(24).fill(day + 0.125), times);
      });
      const batch = { carbonIntensity: [], generation: [], weather };
      expect((await writer.recordBulk([batch])).weather).toBe(700);
      expect((await writer.recordBulk([batch])).weather).toBe(0);
      expect(await runs(NOON, { startMs: 0, endMs: 700 * DAY_MS })).toEqual(weather);
    });
  });
}
