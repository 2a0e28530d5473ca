import { escapedMarkup } from '@ecobe/platform';
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { number } from './page-parts';

const WIDTH = 900;
const TITLE_HEIGHT = 28;
const COLUMNS_HEIGHT = 220;
const BAR_HEIGHT = 26;
const AXIS_HEIGHT = 24;
const LABEL_WIDTH = 190;
const VALUE_WIDTH = 130;
const SHARE_HEIGHT = 34;
const LETTER_WIDTH = 7;
const MOST_LABELS = 9;
/** Half a label. */
const LABEL_ROOM = 34;
const LONGEST_LABEL = 24;

// Told apart by the colour-blind: Okabe and Ito's palette.
const FILL = '#0072b2';
const PALETTE = ['#0072b2', '#e69f00', '#cc79a7', '#d55e00'];

const text = (x: number, y: number, content: string, anchor = 'start'): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escapedMarkup(content)}</text>`;

const rect = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(0, width).toFixed(1)}" height="${Math.max(0, height).toFixed(1)}" fill="${fill}"/>`;

const drawing = (title: string, height: number, parts: readonly string[]): string =>
  [
    `<svg viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escapedMarkup(title)}">`,
    `<title>${escapedMarkup(title)}</title><g font-size="14" font-weight="600">${text(0, 16, title)}</g>`,
    ...parts,
    '</svg>',
  ].join('');

const shortened = (name: string): string =>
  name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;

/** Columns over all days or months that are named, from zero on; one without rows has room, and no column. */
export function columnChart(
  title: string,
  names: readonly string[],
  groups: readonly { group: string | null; emissionsCO2: number }[],
): string {
  if (groups.length === 0) return '';
  const left = 70;
  const bottom = TITLE_HEIGHT + COLUMNS_HEIGHT;
  const x = scaleBand(names, [left, WIDTH]).padding(0.15);
  const y = scaleLinear(
    [0, Math.max(1, ...groups.map((one) => one.emissionsCO2))],
    [bottom, TITLE_HEIGHT + 8],
  ).nice();
  const rows = y.ticks(5).map((tick) => {
    const at = y(tick).toFixed(1);
    return `<line x1="${left}" x2="${WIDTH}" y1="${at}" y2="${at}" stroke="#e5e5e5"/>${text(left - 6, y(tick) + 4, number(tick), 'end')}`;
  });
  const columns = groups.map(({ group, emissionsCO2 }) =>
    rect(x(group ?? '') ?? left, y(emissionsCO2), x.bandwidth(), bottom - y(emissionsCO2), FILL),
  );
  const everyNth = Math.ceil(names.length / MOST_LABELS);
  const labels = names
    .filter((_, index) => index % everyNth === 0)
    .map((name) => ({ name, middle: (x(name) ?? left) + x.bandwidth() / 2 }))
    .filter(({ middle }) => middle < WIDTH - LABEL_ROOM)
    .map(({ name, middle }) => text(middle, bottom + 16, name, 'middle'));
  return drawing(title, bottom + AXIS_HEIGHT, [...rows, ...columns, ...labels]);
}

/** A bar for each, from zero on, with its figure. */
export function barChart(title: string, bars: readonly { name: string; value: number }[]): string {
  if (bars.length === 0) return '';
  const x = scaleLinear(
    [0, Math.max(1, ...bars.map(({ value }) => value))],
    [0, WIDTH - LABEL_WIDTH - VALUE_WIDTH],
  );
  const parts = bars.map(({ name, value }, index) => {
    const top = TITLE_HEIGHT + index * BAR_HEIGHT;
    const middle = top + BAR_HEIGHT / 2 + 2;
    return [
      text(LABEL_WIDTH - 8, middle, shortened(name), 'end'),
      rect(LABEL_WIDTH, top + 3, x(value), BAR_HEIGHT - 8, FILL),
      text(LABEL_WIDTH + x(value) + 6, middle, number(value)),
    ].join('');
  });
  return drawing(title, TITLE_HEIGHT + bars.length * BAR_HEIGHT, parts);
}

/** One bar of shares, and what each colour means. */
export function shareChart(
  title: string,
  shares: readonly { name: string; percent: number | null }[],
): string {
  const known = shares.flatMap(({ name, percent }) => (percent === null ? [] : [{ name, percent }]));
  if (known.length === 0) return '';
  const x = scaleLinear([0, 100], [0, WIDTH]);
  const values = Object.fromEntries(known.map(({ name, percent }) => [name, percent]));
  const layers = stack().keys(known.map(({ name }) => name))([values]);
  const bars = layers.map((layer, index) => {
    const [start = 0, end = 0] = layer[0] ?? [];
    return rect(
      x(start),
      TITLE_HEIGHT,
      x(end) - x(start),
      SHARE_HEIGHT,
      PALETTE[index % PALETTE.length] ?? FILL,
    );
  });
  let left = 0;
  const legend = known.map(({ name, percent }, index) => {
    const words = `${name} ${percent} %`;
    const at = left;
    left += words.length * LETTER_WIDTH + 44;
    const top = TITLE_HEIGHT + SHARE_HEIGHT + 8;
    return `${rect(at, top, 12, 12, PALETTE[index % PALETTE.length] ?? FILL)}${text(at + 18, top + 10, words)}`;
  });
  return drawing(title, TITLE_HEIGHT + SHARE_HEIGHT + 28, [...bars, ...legend]);
}
