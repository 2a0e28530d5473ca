import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parsePeriod } from '../bench/forecast/period';
import { periodsOf } from '../bench/forecast/report';
import { reportStore } from '../bench/forecast/report-store';
import type { ModelScore, ZoneReport } from '../bench/forecast/score-zone';
import { skillPage } from '../bench/forecast/skill-page';
import { runsOf, skillSections } from '../bench/forecast/skill-sections';
import type { SkillSection } from '../bench/forecast/skill-sections';

/** A score whose day-1 MAPE is given; day 2 is one point worse, and so on. */
function scoreOf(day1: number, dayCount: number): ModelScore {
  const bucket = (fromLeadHours: number, mapePercent: number) => ({
    fromLeadHours,
    toLeadHours: fromLeadHours + 24,
    mapePercent,
    mapeP90Percent: 2 * mapePercent,
    mapeP95Percent: null,
    maeGPerKwh: 20,
    biasGPerKwh: -1.25,
    coverage80Percent: 79.5,
    coverage90Percent: 90.5,
    pinballGPerKwh: 5,
    forecastCount: 181,
    hourCount: 4344,
    zeroHourCount: 0,
  });
  const days = Array.from({ length: dayCount }, (_, day) => bucket(24 * day, day1 + day));
  return { days, whole: bucket(0, day1) };
}

function reportOf(
  section: SkillSection,
  zone: string,
  day1: number,
  refusal: string | null = null,
): ZoneReport {
  const {
    period = parsePeriod('2021H2'),
    weather,
    factors: basis,
    model,
    intraday: isIntraday,
  } = runsOf(section);
  const dayCount = isIntraday ? 2 : 4;
  const score = (mape: number) => scoreOf(mape, dayCount);
  return {
    job: { file: `${zone}.csv`, zone, model, period, basis, weather, isIntraday },
    model,
    score: score(day1),
    baselines: { persistence: score(9), naive: score(7), profile: score(6) },
    training: { cpuSeconds: 12.34, peakMegabytes: 201, fitMegabytes: 0.5, refusal },
    serveMs: 3.21,
    originCount: 181,
    fallbackCount: refusal === null ? 0 : 181,
  };
}

const made = { day: '2026-11-23', commit: 'abcdef0123', speed: '350 zones in no time' };

describe('the page of forecast skill', () => {
  const sections = skillSections();

  it('shows every period, weather mode and factor set of the served model', () => {
    const main = sections.filter(({ kind }) => kind === 'main');
    expect(main.map(({ period, weather }) => `${period} ${weather}`)).toEqual([
      '2021H2 day1',
      '2021H2 rolling',
      '2021H2 none',
      '2022H2 day1',
      '2022H2 rolling',
      '2022H2 none',
    ]);
    const others = sections.filter(({ kind }) => kind === 'member').map(({ model }) => model);
    expect(others).toContain('ridge@2');
    expect(others).not.toContain(main[0]?.model);
    expect(
      sections.filter(({ kind }) => kind === 'direct').every(({ factors }) => factors === 'direct'),
    ).toBe(true);
  });

  it('gives the figures of each zone and their mean, and names commit, day and data', () => {
    const runs = sections.flatMap((section) => {
      const refusal = section.model === 'ridge-by-source@2' ? 'no sources' : null;
      const reports = [reportOf(section, 'PJM', 2), reportOf(section, 'DE', 4, refusal)];
      return periodsOf(reports).map((period) => ({ section, ...period }));
    });
    const page = skillPage(runs, made);
    expect(page).toMatch(/2026-11-23 at commit abcdef0123/);
    expect(page).toContain(
      '| PJM | 2.00 | 3.00 | 4.00 | 5.00 | 3.50 | 7.00 | 8.50 | 20.0 | -1.3 | 4.0 | - | 79.5 | 90.5 | 5.00 |',
    );
    expect(page).toContain('| mean | 3.00 | 4.00 | 5.00 | 6.00 | 4.50 | 7.00 | 8.50 |');
    expect(page).toContain('| PJM | 2.00 | 3.50 | 3.32 | 7.00 | 8.50 |');
    expect(page).toContain('| ridge@2 | 2.00/3.50 | 4.00/5.50 | 3.00/4.50 |');
    expect(page).toContain('| PJM | 12.3 | 201 | 0.50 | 3.2 |');
    expect(page).toContain(
      '- ridge-by-source@2, DE, 2021H2, weather day1, lifecycle: not trained, no sources',
    );
    expect(page).toContain(made.speed);
    expect(page).toMatch(/EnsembleCI.*CarbonCast/);
    expect(page).not.toMatch(/NaN|undefined|null/);
  });
});

describe('the reports of an interrupted run', () => {
  it('are found again for the same job, and not for another one or a changed file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ecobe-reports-'));
    try {
      const [section] = skillSections();
      if (section === undefined) throw new Error('no section');
      const file = path.join(folder, 'DE.csv');
      await writeFile(file, 'x');
      const report = { ...reportOf(section, 'DE', 4), job: { ...reportOf(section, 'DE', 4).job, file } };
      const store = reportStore(path.join(folder, 'kept'));
      expect(await store.find(report.job)).toBeNull();
      await store.keep(report);
      expect(await store.find(report.job)).toEqual(report);
      expect(await store.find({ ...report.job, weather: 'none' })).toBeNull();
      await utimes(file, 1, 1);
      expect(await store.find(report.job)).toBeNull();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
