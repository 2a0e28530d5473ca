import { HOUR_MS } from '@ecobe/carbon';
import { escapedMarkup } from '@ecobe/platform';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { ForecastHour, ForecastView, ObservedHour } from './forecast-view';
import { wrapped } from './wrapped-lines';

const WIDTH = 960;
const HEIGHT = 420;
const MARGIN = { top: 56, right: 24, bottom: 64, left: 64 };
const LEFT = MARGIN.left;
const RIGHT = WIDTH - MARGIN.right;
const TOP = MARGIN.top;
const BOTTOM = HEIGHT - MARGIN.bottom;
const LINE_HEIGHT = 16;
/** Lines under the chart that the margin has room for. */
const ROOMY_LINES = 2;
/** Of 12 px letters, what fits beside the margins. */
const LINE_LETTERS = 140;

// Legible on white, and told apart by the colour-blind: Okabe and Ito's palette.
const OBSERVED = '#444444';
const FORECAST = '#0072b2';

const text = (x: number, y: number, content: string, anchor = 'start'): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escapedMarkup(content)}</text>`;

/** A drawing of history, forecast and its p10-p90 band, as a file of its own. @param words sentences under the chart */
export function svgChart(view: ForecastView, words: readonly string[]): string {
  const scales = scalesOf(view);
  const nowMs = view.hours[0]?.atMs ?? 0;
  const { x } = scales;
  const lines = words.flatMap((sentence) => wrapped(sentence, LINE_LETTERS));
  const height = HEIGHT + LINE_HEIGHT * Math.max(0, lines.length - ROOMY_LINES);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>Carbon intensity forecast of ${escapedMarkup(view.forecast.region)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="white"/>`,
    `<g font-size="16">${text(LEFT, 26, `${view.forecast.region}: carbon intensity, gCO2eq/kWh (${view.forecast.basis}, ${view.forecast.signal})`)}</g>`,
    legend(),
    ...axes(scales),
    ...curves(view, scales),
    `<line x1="${x(nowMs).toFixed(1)}" x2="${x(nowMs).toFixed(1)}" y1="${TOP}" y2="${BOTTOM}" stroke="#999999" stroke-dasharray="4 3"/>`,
    ...lines.map((content, i) => text(LEFT, BOTTOM + 36 + LINE_HEIGHT * i, content)),
    '</svg>',
    '',
  ].join('\n');
}

type Scales = ReturnType<typeof scalesOf>;

function scalesOf({ observed, hours }: ForecastView) {
  const times = [...observed, ...hours].map(({ atMs }) => atMs);
  const highest = Math.max(...observed.map((h) => h.gPerKwh), ...hours.map((h) => h.p90GPerKwh), 1);
  const x = scaleUtc([Math.min(...times), Math.max(...times) + HOUR_MS], [LEFT, RIGHT]);
  // From zero on, so that a flat grid looks flat.
  const y = scaleLinear([0, highest], [BOTTOM, TOP]).nice();
  return { x, y };
}

/** `12:00`, and at midnight the day: `11-15`; UTC. */
const tickLabel = (tick: Date): string => {
  const iso = tick.toISOString();
  return iso.slice(11, 16) === '00:00' ? iso.slice(5, 10) : iso.slice(11, 16);
};

function axes({ x, y }: Scales): string[] {
  const rows = y.ticks(6).map((tick) => {
    const at = y(tick).toFixed(1);
    return `<line x1="${LEFT}" x2="${RIGHT}" y1="${at}" y2="${at}" stroke="#e5e5e5"/>${text(LEFT - 8, y(tick) + 4, String(tick), 'end')}`;
  });
  const columns = x.ticks(10).map((tick) => text(x(tick), BOTTOM + 16, tickLabel(tick), 'middle'));
  return [...rows, ...columns];
}

function curves({ observed, hours }: ForecastView, { x, y }: Scales): string[] {
  const middle = (hour: ObservedHour) => x(hour.atMs + HOUR_MS / 2);
  const pathOf = line<ObservedHour>(middle, (hour) => y(hour.gPerKwh)).digits(1);
  const band = area<ForecastHour>()
    .x(middle)
    .y0((hour) => y(hour.p10GPerKwh))
    .y1((hour) => y(hour.p90GPerKwh))
    .digits(1);
  return [
    `<path d="${band([...hours]) ?? ''}" fill="${FORECAST}" fill-opacity="0.2"/>`,
    // An hour that is not known is a gap, not a line across.
    ...runsOf(observed).map(
      (run) => `<path d="${pathOf(run) ?? ''}" fill="none" stroke="${OBSERVED}" stroke-width="2"/>`,
    ),
    `<path d="${pathOf([...hours]) ?? ''}" fill="none" stroke="${FORECAST}" stroke-width="2"/>`,
  ];
}

function runsOf(hours: readonly ObservedHour[]): ObservedHour[][] {
  const runs: ObservedHour[][] = [];
  for (const hour of hours) {
    const run = runs.at(-1);
    if (run !== undefined && hour.atMs - (run.at(-1)?.atMs ?? 0) === HOUR_MS) run.push(hour);
    else runs.push([hour]);
  }
  return runs;
}

function legend(): string {
  const entries = [
    { name: 'observed', mark: `stroke="${OBSERVED}" stroke-width="2"` },
    { name: 'forecast', mark: `stroke="${FORECAST}" stroke-width="2"` },
    {
      name: 'p10 to p90: eight truths in ten',
      mark: `stroke="${FORECAST}" stroke-opacity="0.2" stroke-width="10"`,
    },
  ];
  return entries
    .map(({ name, mark }, i) => {
      const start = LEFT + 110 * i;
      return `<line x1="${start}" x2="${start + 24}" y1="42" y2="42" ${mark}/>${text(start + 30, 46, name)}`;
    })
    .join('');
}
