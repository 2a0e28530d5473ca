import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type { GenerationMw, ObservationReader, ObservationWriter } from '../observation-store';
import { SIMULATED_SOURCE } from '../source-preference';
import { observation } from './fake-observation-store.fixture';

const DE: SeriesKey = { zone: 'DE', signal: 'average', basis: 'lifecycle' };
const NOON = Date.UTC(2021, 10, 15, 12);
const DAY = { startMs: Date.UTC(2021, 10, 15), endMs: Date.UTC(2021, 10, 16) };

const mw = (changes: Partial<GenerationMw> = {}): GenerationMw => ({
  coal: 1,
  gas: null,
  oil: null,
  nuclear: null,
  hydro: null,
  wind: 0,
  solar: null,
  biomass: null,
  geothermal: null,
  other: null,
  unknown: null,
  ...changes,
});

/** What every observation store does, whatever is under it. `open` gives an empty one. */
export function observationStoreConformance(
  name: string,
  open: () => Promise<{ writer: ObservationWriter; reader: ObservationReader }>,
): void {
  describe(`${name} as an observation store`, () => {
    let writer: ObservationWriter;
    let reader: ObservationReader;
    beforeEach(async () => {
      ({ writer, reader } = await open());
    });
    const values = async (knownByMs: number, span = DAY) =>
      (await reader.hourly(DE, 'real', span, knownByMs)).map((hour) => hour.carbonIntensityGPerKwh);

    it('shows at noon nothing later than the hour of 11', async () => {
      await writer.record([observation(10), observation(11), observation(12), observation(13)]);
      expect(await values(NOON)).toEqual([310, 311]);
      expect(await values(NOON - 1)).toEqual([310]);
      const [newest] = await reader.newest(DAY, NOON);
      expect(newest).toMatchObject({ validAtMs: NOON - HOUR_MS, carbonIntensityGPerKwh: 311 });
    });

    it('adds nothing for a value that is known already', async () => {
      expect(await writer.record([observation(10), observation(11)])).toBe(2);
      expect(await writer.record([observation(10), observation(11)])).toBe(0);
      const batch = { carbonIntensity: [observation(10), observation(12)], generation: [], weather: [] };
      expect(await writer.recordBulk([batch])).toEqual({ carbonIntensity: 1, generation: 0, weather: 0 });
    });

    it('keeps a revision beside what it revises, and replays the past', async () => {
      await writer.record([observation(10)]);
      const revised = observation(10, { carbonIntensityGPerKwh: 250, knownAtMs: NOON + 3 * HOUR_MS });
      expect(await writer.record([revised])).toBe(1);
      expect(await values(NOON)).toEqual([310]);
      expect(await values(NOON + 3 * HOUR_MS)).toEqual([250]);
      const [hour] = await reader.hourly(DE, 'real', DAY, NOON + 3 * HOUR_MS);
      expect(hour?.revisions).toBe(2);
    });

    it('puts a correction right after what it corrects when both claim the same instant', async () => {
      await writer.record([observation(10)]);
      expect(await writer.record([observation(10, { carbonIntensityGPerKwh: 99 })])).toBe(1);
      expect(await values(NOON)).toEqual([99]);
    });

    it('takes back a revision that returns to the first value', async () => {
      await writer.record([observation(10)]);
      await writer.record([observation(10, { carbonIntensityGPerKwh: 99, knownAtMs: NOON })]);
      expect(await writer.record([observation(10, { knownAtMs: NOON + 1 })])).toBe(1);
      expect(await values(NOON + 1)).toEqual([310]);
    });

    it('averages the parts of an hour, and only of an hour that has ended', async () => {
      const half = (minute: number, carbonIntensityGPerKwh: number) =>
        observation(11, {
          validAtMs: NOON - HOUR_MS + minute * MINUTE_MS,
          resolutionMinutes: 30,
          carbonIntensityGPerKwh,
          source: 'uk-neso',
        });
      await writer.record([half(0, 100), half(30, 200), half(60, 500)]);
      expect(await values(NOON + 45 * MINUTE_MS)).toEqual([150]);
      expect(await values(NOON + HOUR_MS)).toEqual([150, 500]);
    });

    it('tells an hour only from parts that cover half of it, else from the next source', async () => {
      const part = (hour: number, minute: number) =>
        observation(hour, {
          validAtMs: Date.UTC(2021, 10, 15, hour, minute),
          resolutionMinutes: 5,
          carbonIntensityGPerKwh: 100 + minute,
        });
      const firstOf = (hour: number, count: number) =>
        Array.from({ length: count }, (_, index) => part(hour, 5 * index));
      const lesser = observation(9, { source: 'energy-charts', carbonIntensityGPerKwh: 500 });
      await writer.record([...firstOf(8, 1), ...firstOf(9, 5), lesser, ...firstOf(10, 6)]);
      const hours = await reader.hourly(DE, 'real', DAY, NOON);
      expect(hours.map((hour) => [hour.validAtMs, hour.carbonIntensityGPerKwh, hour.source])).toEqual([
        [NOON - 3 * HOUR_MS, 500, 'energy-charts'],
        [NOON - 2 * HOUR_MS, 112.5, 'electricity-maps'],
      ]);
    });

    it('reads the preferred source of an hour, and the next one where that has nothing', async () => {
      await writer.record([
        observation(9, { source: 'history-import', carbonIntensityGPerKwh: 1 }),
        observation(10, { source: 'history-import', carbonIntensityGPerKwh: 2 }),
        observation(10, { source: 'electricity-maps' }),
      ]);
      const hours = await reader.hourly(DE, 'real', DAY, NOON);
      expect(hours.map(({ source }) => source)).toEqual(['history-import', 'electricity-maps']);
      expect(hours.map((hour) => hour.carbonIntensityGPerKwh)).toEqual([1, 310]);
      expect((await reader.newest(DAY, NOON))[0]).toMatchObject({ source: 'electricity-maps' });
    });

    it('prefers a newer hour of a lesser source to an old one of the best', async () => {
      await writer.record([observation(5), observation(10, { source: 'energy-charts' })]);
      expect((await reader.newest(DAY, NOON))[0]).toMatchObject({ source: 'energy-charts' });
    });

    it('never mixes simulated with real', async () => {
      const simulated = {
        source: SIMULATED_SOURCE,
        quality: 'simulated' as const,
        carbonIntensityGPerKwh: 7,
      };
      await writer.record([observation(9), observation(9, simulated), observation(10, simulated)]);
      expect(await values(NOON)).toEqual([309]);
      const hours = await reader.hourly(DE, 'simulated', DAY, NOON);
      expect(hours.map(({ quality }) => quality)).toEqual(['simulated', 'simulated']);
      const newest = await reader.newest(DAY, NOON);
      expect(newest.map(({ kind, validAtMs }) => [kind, validAtMs]).sort()).toEqual([
        ['real', NOON - 3 * HOUR_MS],
        ['simulated', NOON - 2 * HOUR_MS],
      ]);
      expect(await reader.simulatedCoverage(DAY)).toEqual([
        { ...DE, hours: 2, lastValidAtMs: NOON - 2 * HOUR_MS },
      ]);
    });

    it('says estimated when any part of the hour is', async () => {
      const part = (minute: number, quality: 'measured' | 'estimated') =>
        observation(10, {
          validAtMs: NOON - 2 * HOUR_MS + minute * MINUTE_MS,
          resolutionMinutes: 30,
          quality,
        });
      await writer.record([part(0, 'measured'), part(30, 'estimated')]);
      expect((await reader.hourly(DE, 'real', DAY, NOON))[0]?.quality).toBe('estimated');
    });

    it('stores nothing of a bulk load whose last batch fails', async () => {
      function* failing() {
        yield { carbonIntensity: [observation(10)], generation: [], weather: [] };
        throw new Error('bad line');
      }
      await expect(writer.recordBulk(failing())).rejects.toThrow('bad line');
      expect(await values(NOON)).toEqual([]);
    });

    it('keeps generation and weather, empty cells as null, once each', async () => {
      const at = { zone: 'DE', validAtMs: NOON, knownAtMs: NOON + HOUR_MS };
      const generation = [{ ...at, source: 'eia', resolutionMinutes: 60, mw: mw() }];
      const hours = {
        windSpeedMs: [3.5, null],
        temperatureK: [null, 280.15],
        dewpointK: [null, null],
        shortwaveRadiationWPerM2: [0, 1.5],
        precipitationMm: [null, 0.25],
      };
      const run = { zone: 'DE', source: 'gfs-history', issuedAtMs: NOON, knownAtMs: NOON, startMs: NOON };
      const weather = [{ ...run, hours }];
      expect(await writer.recordBulk([{ carbonIntensity: [], generation, weather }])).toEqual({
        carbonIntensity: 0,
        generation: 1,
        weather: 1,
      });
      expect(await writer.recordGeneration(generation)).toBe(0);
      expect(await writer.recordWeather(weather)).toBe(0);
      const later = generation.map((row) => ({ ...row, mw: mw({ coal: 2 }), knownAtMs: NOON + 2 * HOUR_MS }));
      expect(await writer.recordGeneration(later)).toBe(1);
    });

    it('spans months, years and many rows in one bulk load', async () => {
      const start = Date.UTC(2020, 11, 1);
      const carbonIntensity = Array.from({ length: 24 * 95 }, (_, hour) =>
        observation(0, { validAtMs: start + hour * HOUR_MS, carbonIntensityGPerKwh: 1 + (hour % 700) }),
      );
      const added = await writer.recordBulk([{ carbonIntensity, generation: [], weather: [] }]);
      expect(added.carbonIntensity).toBe(24 * 95);
      const span = { startMs: start, endMs: start + 95 * 24 * HOUR_MS };
      const read = await values(span.endMs, span);
      expect(read).toEqual(carbonIntensity.map((row) => row.carbonIntensityGPerKwh));
    });
  });
}
