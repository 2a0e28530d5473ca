import { BASELINE_KEYS } from './score-zone';
import { figureTable, markdownTable, shown } from './markdown';
import type { MarkdownColumn } from './markdown';
import type { PeriodReport } from './report';
import { ABOUT, COMPARED, CREDITS, HONESTY, SCORED } from './skill-words';
import type { SkillSection } from './skill-sections';

/** A section with its runs; sections that no file reaches are not there. */
export interface RunSection extends PeriodReport {
  readonly section: SkillSection;
}

interface Made {
  readonly day: string;
  readonly commit: string;
  readonly speed: string;
}

const BASELINE_HEADS = { persistence: 'persistence', naive: 'seasonal naive', profile: '7-day profile' };

const MAIN_COLUMNS: MarkdownColumn[] = [
  ...[1, 2, 3, 4].map((day): MarkdownColumn => [`day ${day}`, `day${day}`, 2]),
  ['4 days', 'mean4', 2],
  ['naive day 1', 'naive.day1', 2],
  ['naive 4 days', 'naive.mean4', 2],
  ['MAE', 'mae', 1],
  ['bias', 'bias', 1],
  ['day 1 p90', 'day1P90', 1],
  ['day 1 p95', 'day1P95', 1],
  ['in 80 %', 'coverage80', 1],
  ['in 90 %', 'coverage90', 1],
  ['pinball', 'pinball', 2],
];

const COST_COLUMNS: MarkdownColumn[] = [
  ['training, s of CPU', 'trainSeconds', 1],
  ['peak memory, MB', 'peakMegabytes', 0],
  ['what was learnt, MB', 'fitMegabytes', 2],
  ['96 h forecast, ms of CPU', 'serveMs', 1],
];

const withMean = ({ zones, mean }: PeriodReport) => [...Object.entries(zones), ['mean', mean] as const];

/** The page of docs/forecast-skill.md. */
export function skillPage(sections: readonly RunSection[], { day, commit, speed }: Made): string {
  const of = (kind: SkillSection['kind']) => sections.filter(({ section }) => section.kind === kind);
  const main = of('main');
  const costs = main.find(({ section }) => section.weather === 'day1');
  return [
    `# Forecast skill\n\nMeasured on ${day} at commit ${commit} by \`npm run bench:forecast-skill -- --data DIR\`. ${ABOUT}`,
    SCORED,
    HONESTY,
    `## The served model\n\n${main.map(mainTable).join('\n\n')}`,
    `## Beside others\n\n${COMPARED}\n\n${of('direct').map(directTable).join('\n\n')}`,
    `## Every model\n\n${membersIntro}\n\n${membersTables(main, of('member'))}`,
    `## Issued every six hours\n\n${of('intraday').map(intradayTable).join('\n\n')}`,
    `## What it costs\n\n${costs === undefined ? '' : figureTable(withMean(costs), COST_COLUMNS)}\n\n${speed}`,
    `## Remarks\n\n${remarks(sections)}`,
    CREDITS,
  ].join('\n\n');
}

const mainTable = (run: RunSection): string =>
  `### ${run.period}, weather \`${run.section.weather}\`\n\n${figureTable(withMean(run), MAIN_COLUMNS)}`;

/** Day-ahead MAPE of DACF on the same files, direct factors, July to December 2021. */
const DACF: Readonly<Record<string, number>> = { PJM: 3.32, ISNE: 4.43, DE: 8.67 };

function directTable(run: RunSection): string {
  const rows = withMean(run).map(([zone, figures]) => [
    zone,
    shown(figures, 'day1', 2),
    shown(figures, 'mean4', 2),
    run.period === '2021H2' ? (DACF[zone]?.toFixed(2) ?? '-') : '-',
    shown(figures, 'naive.day1', 2),
    shown(figures, 'naive.mean4', 2),
  ]);
  const head = ['zone', 'day 1', '4 days', 'DACF day 1', 'naive day 1', 'naive 4 days'];
  return `### ${run.period}, direct factors, weather \`day1\`\n\n${markdownTable(head, rows)}`;
}

const membersIntro =
  'Day 1 / mean of four days, weather `day1`, lifecycle factors. The first row is what is served.';

function membersTables(main: readonly RunSection[], members: readonly RunSection[]): string {
  const honest = main.filter(({ section }) => section.weather === 'day1');
  return honest
    .map((run) =>
      membersTable(
        run,
        members.filter(({ period }) => period === run.period),
      ),
    )
    .join('\n\n');
}

function membersTable(served: RunSection, members: readonly RunSection[]): string {
  const pair = (figures: Parameters<typeof shown>[0], prefix = '') =>
    `${shown(figures, `${prefix}day1`, 2)}/${shown(figures, `${prefix}mean4`, 2)}`;
  const rows = [served, ...members].map((run) => [
    run.section.model,
    ...withMean(run).map(([, figures]) => pair(figures)),
  ]);
  const rules = BASELINE_KEYS.map((key) => [
    BASELINE_HEADS[key],
    ...withMean(served).map(([, figures]) => pair(figures, `${key}.`)),
  ]);
  const head = ['model', ...withMean(served).map(([zone]) => zone)];
  return `### ${served.period}\n\n${markdownTable(head, [...rows, ...rules])}`;
}

const intradayTable = (run: RunSection): string =>
  `### ${run.period}\n\n${figureTable(withMean(run), [
    ['day 1', 'day1', 2],
    ['day 2', 'day2', 2],
    ['naive day 1', 'naive.day1', 2],
    ['naive day 2', 'naive.day2', 2],
    ['MAE', 'mae', 1],
    ['in 80 %', 'coverage80', 1],
    ['in 90 %', 'coverage90', 1],
  ])}`;

function remarks(sections: readonly RunSection[]): string {
  const lines = sections.flatMap(({ section, period, reports }) =>
    reports.flatMap(({ job, training, fallbackCount, originCount }) => {
      const where = `- ${section.model}, ${job.zone}, ${period}, weather ${section.weather}, ${section.factors}`;
      if (training.refusal !== null) return [`${where}: not trained, ${training.refusal}`];
      return fallbackCount === 0
        ? []
        : [`${where}: a simpler model spoke at ${fallbackCount} of ${originCount} issues`];
    }),
  );
  return lines.length === 0 ? 'Every model spoke at every issue.' : lines.join('\n');
}
