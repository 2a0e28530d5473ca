import { HOUR_MS } from '@ecobe/carbon';
import { planChart } from './plan-chart';
import { planTimeline } from './plan-timeline';
import { PLANNED_AT_MS, placed, planView } from './plan-view.fixture';
import { planWords } from './plan-words';

/** A bar of 40 columns: ten for each of the four hours. */
const COLUMNS = 90;
const bars = (view = planView()) =>
  planTimeline(view, COLUMNS)
    .slice(1)
    .map((line) => ({
      label: line.slice(0, 16).trim(),
      bar: line.slice(16, 56),
      figures: line.slice(58),
    }));
const running = (from: number, until: number) =>
  '·'.repeat(from) + '█'.repeat(until - from) + '·'.repeat(40 - until);

describe('planTimeline', () => {
  it('has a bar for the choice, each alternative and the baseline, with their emissions', () => {
    expect(bars()).toEqual([
      { label: '▶ ES', bar: running(10, 20), figures: '500 gCO2eq -75 %' },
      { label: 'FR', bar: running(20, 30), figures: '2,200 gCO2eq +10 %' },
      { label: 'DE at once', bar: running(0, 10), figures: '2,000 gCO2eq' },
    ]);
  });

  it('tells the hour of the day where it begins', () => {
    const wide = planView({ deadlineMs: PLANNED_AT_MS + 24 * HOUR_MS });
    const [scale = ''] = planTimeline(wide, COLUMNS);
    expect([16, 26, 36, 46].map((column) => scale.slice(column, column + 2))).toEqual([
      '12',
      '18',
      '00',
      '06',
    ]);
  });

  it('shows every piece of interruptible work, and work that is shorter than a column', () => {
    const pieces = [0, 2].flatMap((hour) => placed('ES', hour, hour + 0.01, 500).slots);
    const [choice] = bars(planView({ chosen: { ...placed('ES', 0, 2.01, 500), slots: pieces } }));
    expect(choice?.bar).toBe(`█${'·'.repeat(19)}█${'·'.repeat(19)}`);
  });

  it('says why the baseline is unknown, and compares nothing with it', () => {
    const { baseline } = planView();
    if (baseline === null) throw new Error('the fixture has a baseline');
    const unknown = { ...baseline, estimatedCO2: null, reason: 'no forecast of DE' };
    expect(bars(planView({ baseline: unknown })).map(({ figures }) => figures)).toEqual([
      '500 gCO2eq',
      '2,200 gCO2eq',
      'unknown: no forecast of DE',
    ]);
  });
});

describe('planChart', () => {
  it('draws the band of the chosen region and the hours in which the work runs', () => {
    const chart = planChart(planView(), { columns: 80, hasColor: false });
    for (const name of ['ES  gCO2eq/kWh', 'p10: one truth', 'forecast', 'the work runs']) {
      expect(chart).toContain(name);
    }
  });
});

describe('planWords', () => {
  it('tells when, how much, how sure, against what and from which data', () => {
    expect(planWords(planView())).toEqual([
      'run it in ES from 2021-11-15 13:00Z until 2021-11-15 14:00Z',
      'expected 500 gCO2eq, between 450 gCO2eq and 550 gCO2eq if all its hours come out at their p10 or p90',
      'avoided 1,500 gCO2eq against running at once in DE',
      'forecast by profile-7d@1 from history-import, issued 10 min ago',
    ]);
  });

  it('hides neither simulated data nor what was left out', () => {
    const words = planWords(
      planView({
        chosen: { ...placed('ES', 1, 2, 500), quality: 'simulated', avoidedCO2: null },
        excluded: [{ region: 'PL', zone: 'PL', code: 'NO_FORECAST', reason: 'no forecast of it is known' }],
        warnings: [{ code: 'MIXED', detail: 'ES is simulated, DE is not', regions: ['ES', 'DE'] }],
      }),
    );
    expect(words).toContain('avoided: unknown, there is no baseline');
    expect(words).toContain(
      'SIMULATED DATA, not the real grid. simulated by profile-7d@1 from history-import, issued 10 min ago',
    );
    expect(words).toContain('warning: ES is simulated, DE is not');
    expect(words).toContain('left out PL: no forecast of it is known');
  });
});
