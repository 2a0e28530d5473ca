import { HOUR_MS } from '@ecobe/carbon';
import { scaleLinear } from 'd3-scale';
import type { BaselineAnswer, PlacedAnswer } from '@ecobe/contracts';
import type { PlanView } from './plan-view';

const IDLE = '·';
const RUNNING = '█';
const LABEL_COLUMNS = 16;
/** Room for the figures after the bar. */
const FIGURE_COLUMNS = 34;
const MIN_BAR_COLUMNS = 24;
const TICK_HOURS = 6;

interface Row {
  readonly label: string;
  readonly slots: PlacedAnswer['slots'];
  readonly figures: string;
}

/** From the plan on until the deadline, a line for each region: when the work would run there, and what it would emit. */
export function planTimeline(view: PlanView, columns: number): string[] {
  const width = Math.max(MIN_BAR_COLUMNS, columns - LABEL_COLUMNS - FIGURE_COLUMNS);
  const column = scaleLinear([view.plannedAtMs, view.deadlineMs], [0, width]).clamp(true);
  const bar = (slots: PlacedAnswer['slots']): string => {
    const cells = Array.from({ length: width }, () => IDLE);
    for (const { startAt, endAt } of slots) {
      const from = Math.min(width - 1, Math.floor(column(Date.parse(startAt))));
      // Work that is shorter than a column shows, too.
      cells.fill(RUNNING, from, Math.max(from + 1, Math.round(column(Date.parse(endAt)))));
    }
    return cells.join('');
  };
  const rows = rowsOf(view).map(
    ({ label, slots, figures }) => `${label.padEnd(LABEL_COLUMNS)}${bar(slots)}  ${figures}`,
  );
  return [`${''.padEnd(LABEL_COLUMNS)}${scale(view, width, column)}`, ...rows];
}

/** Hours of the day (UTC) above the bars, each at its column. */
function scale(
  { plannedAtMs, deadlineMs }: PlanView,
  width: number,
  column: (atMs: number) => number,
): string {
  const cells = Array.from({ length: width }, () => ' ');
  const stepMs = TICK_HOURS * HOUR_MS;
  for (let atMs = Math.ceil(plannedAtMs / stepMs) * stepMs; atMs < deadlineMs; atMs += stepMs) {
    const text = new Date(atMs).toISOString().slice(11, 13);
    const at = Math.floor(column(atMs));
    if (at + text.length <= width) cells.splice(at, text.length, ...text);
  }
  return `${cells.join('')}  hour of the day, UTC`;
}

function rowsOf({ chosen, alternatives, baseline }: PlanView): Row[] {
  const others = alternatives.map((placed) => row(placed.region, placed, baseline));
  return [row(`▶ ${chosen.region}`, chosen, baseline), ...others, ...baselineRow(baseline)];
}

function row(label: string, placed: PlacedAnswer, baseline: BaselineAnswer | null): Row {
  const { slots, estimatedCO2 } = placed;
  return { label, slots, figures: `${grams(estimatedCO2)}${gain(estimatedCO2, baseline)}` };
}

function baselineRow(baseline: BaselineAnswer | null): Row[] {
  if (baseline === null) return [];
  const { region, startAt, endAt, estimatedCO2 } = baseline;
  const figures = estimatedCO2 === null ? `unknown: ${baseline.reason ?? ''}` : grams(estimatedCO2);
  return [{ label: `${region} at once`, slots: [{ startAt, endAt }], figures }];
}

const grams = (value: number): string => `${Math.round(value).toLocaleString('en')} gCO2eq`;

function gain(estimatedCO2: number, baseline: BaselineAnswer | null): string {
  const before = baseline?.estimatedCO2 ?? null;
  // A percentage of nothing says nothing, and one of what nobody knows is none.
  if (before === null || before <= 0) return '';
  const percent = Math.round((100 * (estimatedCO2 - before)) / before);
  return ` ${percent > 0 ? '+' : ''}${percent} %`;
}
