import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { atHour } from '../history.fixture';
import { syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { GridPrints } from './grid-print';
import { ReplayedOrigins } from './replayed-origins';
import { restlessGrid, weeklyMean } from './weekly-mean.fixture';

const grid = restlessGrid(120, 3, () => 1);
const learntUntilMs = atHour(60 * 24);

function replaying() {
  const asked: number[] = [];
  const model = weeklyMean(asked).open({ kind: 'trained', trainer: '', features: [], parameters: null });
  return { asked, replayed: new ReplayedOrigins(model, learntUntilMs) };
}

const withHour = ({ history }: GridHistory, hour: number, value: number): GridHistory => ({
  history: { ...history, values: history.values.map((old, i) => (i === hour ? value : old)) },
});

describe('ReplayedOrigins', () => {
  it('replays one forecast a day, none that the fit had learnt from', () => {
    const { asked, replayed } = replaying();
    const errors = replayed.errorsBefore(grid, atHour(70 * 24 + 5));
    expect(errors).toHaveLength(35);
    const origins = errors.flatMap((ofOrigin) => (ofOrigin === null ? [] : [ofOrigin.originMs]));
    expect(origins).toEqual(Array.from({ length: 10 }, (_, i) => atHour((60 + i) * 24 + 5)));
    expect(asked).toEqual(origins);
    expect(errors.at(-1)?.originMs).toBe(atHour(69 * 24 + 5));
  });

  it('compares only with hours that had ended by the issue', () => {
    const [last] = replaying()
      .replayed.errorsBefore(grid, atHour(70 * 24))
      .slice(-1);
    expect(last?.errors.findIndex(Number.isNaN)).toBe(24);
  });

  it('asks the model anew only for origins that it has not seen, or whose past was corrected', () => {
    const { asked, replayed } = replaying();
    replayed.errorsBefore(grid, atHour(70 * 24));
    replayed.errorsBefore(grid, atHour(71 * 24));
    expect(asked).toHaveLength(11);
    // Hour 68 x 24 lies before the origins of the days 69 and 70.
    const corrected = withHour(grid, 68 * 24, 250);
    const errors = replayed.errorsBefore(corrected, atHour(71 * 24));
    expect(asked.slice(11)).toEqual([atHour(69 * 24), atHour(70 * 24)]);
    expect(errors).toEqual(replaying().replayed.errorsBefore(corrected, atHour(71 * 24)));
  });

  it('need not ask for what was said at the issue itself', () => {
    const { asked, replayed } = replaying();
    const [cold] = replaying()
      .replayed.errorsBefore(grid, atHour(62 * 24))
      .slice(-1);
    const said = Float64Array.from({ length: 98 }, (_, lead) => 5 + lead / 1000);
    replayed.errorsBefore(grid, atHour(61 * 24), said);
    const [last] = replayed.errorsBefore(grid, atHour(62 * 24)).slice(-1);
    expect(asked).toEqual([atHour(60 * 24)]);
    expect(last?.originMs).toBe(cold?.originMs);
    expect(last?.errors[3]).toBeCloseTo(Math.log1p(grid.history.values[61 * 24 + 3] ?? NaN) - 5.003, 6);
  });

  it('does not know whether its history starts earlier or later, as long as the model sees the same', () => {
    const { asked, replayed } = replaying();
    const whole = replayed.errorsBefore(grid, atHour(110 * 24));
    const { history } = grid;
    const tail = { startMs: atHour(24 * 24), values: history.values.slice(24 * 24) };
    const calls = asked.length;
    expect(replayed.errorsBefore({ history: tail }, atHour(110 * 24))).toEqual(whole);
    expect(asked).toHaveLength(calls);
  });

  it('leaves out forecasts that lacked the newest hour', () => {
    const { replayed } = replaying();
    const errors = replayed.errorsBefore(withHour(grid, 65 * 24 - 1, NaN), atHour(70 * 24));
    expect(errors.filter((ofOrigin) => ofOrigin !== null)).toHaveLength(9);
  });
});

describe('GridPrints', () => {
  const days = 80;
  const whole = syntheticGrid(days * 24, 4, 2);
  const originMs = atHour(60 * 24);
  const printOf = (of: GridHistory) =>
    new GridPrints(of, originMs - 5 * DAY_MS, originMs + 5 * DAY_MS).of(originMs);
  const changed = (hour: number, part: 'intensity' | 'source' | 'today' | 'yesterday'): GridHistory => {
    const change = (values: Float64Array) => values.map((value, i) => (i === hour ? value + 1e-9 : value));
    const [today, yesterday] = whole.weather.byAgeDays.map((columns, age) =>
      (age === 0 ? 'today' : 'yesterday') === part
        ? { ...columns, windSpeedMs: change(columns.windSpeedMs) }
        : columns,
    );
    if (today === undefined || yesterday === undefined) throw new Error('two ages are needed');
    const { startMs, values } = whole.history;
    return {
      history: { startMs, values: part === 'intensity' ? change(values) : values },
      sources: whole.sources.map((source) => ({
        ...source,
        valuesMw: part === 'source' && source.source === 'gas' ? change(source.valuesMw) : source.valuesMw,
      })),
      weather: { byAgeDays: [today, yesterday] },
    };
  };
  const issue = (originMs - atHour(0)) / HOUR_MS;

  it.each(['intensity', 'source'] as const)(
    'tell a change of the %s in the last 35 days before the origin',
    (part) => {
      for (const hour of [issue - 1, issue - 35 * 24])
        expect(printOf(changed(hour, part))).not.toBe(printOf(whole));
      for (const hour of [issue, issue - 35 * 24 - 1])
        expect(printOf(changed(hour, part))).toBe(printOf(whole));
    },
  );

  it('tell a change of weather up to the end of what was known at the origin', () => {
    for (const hour of [issue - 1, issue + 23])
      expect(printOf(changed(hour, 'today'))).not.toBe(printOf(whole));
    expect(printOf(changed(issue + 24, 'today'))).toBe(printOf(whole));
    expect(printOf(changed(issue + 47, 'yesterday'))).not.toBe(printOf(whole));
    expect(printOf(changed(issue + 48, 'yesterday'))).toBe(printOf(whole));
  });

  it('tell another emission factor, and the same values an hour later', () => {
    const [gas, ...others] = whole.sources;
    if (gas === undefined) throw new Error('a source is needed');
    expect(printOf({ ...whole, sources: [{ ...gas, emissionFactorGPerKwh: 370 }, ...others] })).not.toBe(
      printOf(whole),
    );
    const later = { ...whole, history: { ...whole.history, startMs: whole.history.startMs + HOUR_MS } };
    expect(printOf(later)).not.toBe(printOf(whole));
  });
});
