import { BAND_DAYS, BAND_LEVELS, HOURS_PER_DAY, MEDIAN_INDEX, leadsOf } from './band-levels';
import type { BandShape } from './band-shape';

/** Central shares whose width is steered; the width of other shares lies on the line between them. */
const STEERED_SHARES = [0.5, 0.8, 0.9] as const;
/** How far the logarithm of a width moves for a day on which all hours fell outside of it. */
const WIDTH_GAIN = 0.5;
/** Widths stay within a factor of 4.5 of the held-out ones: beyond, the forecast is wrong and not its band. */
const MAX_LOG_WIDTH = 1.5;
/** How much the four days' widths share: what is seen of tomorrow is news of the day after it, too. */
const SHARED_WIDTH = 0.5;
/** How far the median moves, in spreads, for a day that lay on one side of it. */
const MEDIAN_GAIN = 0.03;

interface Steering {
  /** p50 by band day, in spreads from the point value. */
  readonly medians: Float64Array;
  /** Logarithms of widths against the held-out ones, at `[band day][steered share]`, row after row. */
  readonly logWidths: Float64Array;
}

/**
 * Quantiles of error / spread by band day, over the band levels, after what came of the model's own last forecasts.
 * Each forecast is judged by the band that it would have had, and only by hours that had ended before the next one, so
 * the band is steered as if it had been issued all along (adaptive conformal inference). Formula and sources:
 * docs/formulas/forecast-intervals.md
 * @param scores error / spread by lead of one forecast a day, oldest first, the last one issued a day ago; NaN where
 * the truth is not known, null where there was no forecast
 */
export function steeredBand(shape: BandShape, scores: readonly (Float64Array | null)[]): Float64Array[] {
  const steering = neutral(shape);
  const bands: Float64Array[][] = [];
  for (let day = 0; day <= scores.length; day++) {
    for (let bandDay = 0; bandDay < BAND_DAYS; bandDay++) {
      const judged = day - bandDay - 1;
      const [ofDay, band] = [scores[judged] ?? null, bands[judged]?.[bandDay]];
      if (ofDay !== null && band !== undefined) learn(steering, bandDay, ofDay, band);
    }
    bands.push(bandsOf(shape, steering));
  }
  return bands.at(-1) ?? [];
}

const neutral = (shape: BandShape): Steering => ({
  medians: Float64Array.from(
    { length: BAND_DAYS },
    (_, bandDay) => quantilesOf(shape, bandDay)[MEDIAN_INDEX] ?? 0,
  ),
  logWidths: new Float64Array(BAND_DAYS * STEERED_SHARES.length),
});

const quantilesOf = ({ scoreQuantiles }: BandShape, bandDay: number): Float64Array =>
  scoreQuantiles.subarray(bandDay * BAND_LEVELS.length, (bandDay + 1) * BAND_LEVELS.length);

/** Moves the median and the widths of a band day by how its last known hours fell. */
function learn(steering: Steering, bandDay: number, scores: Float64Array, band: Float64Array): void {
  const from = leadsOf(bandDay)[0];
  const median = band[MEDIAN_INDEX] ?? 0;
  const missed = STEERED_SHARES.map(() => 0);
  let [known, sides] = [0, 0];
  for (let lead = from; lead < from + HOURS_PER_DAY; lead++) {
    const score = scores[lead] ?? NaN;
    if (Number.isNaN(score)) continue;
    known += 1;
    sides += Math.sign(score - median);
    STEERED_BOUNDS.forEach(([low, high], i) => {
      if (score < (band[low] ?? NaN) || score > (band[high] ?? NaN)) missed[i] = (missed[i] ?? 0) + 1;
    });
  }
  if (known === 0) return;
  steering.medians[bandDay] = (steering.medians[bandDay] ?? 0) + (MEDIAN_GAIN * sides) / (2 * known);
  STEERED_SHARES.forEach((share, i) => {
    const cell = bandDay * STEERED_SHARES.length + i;
    const surplus = (missed[i] ?? 0) / known - (1 - share);
    const moved = (steering.logWidths[cell] ?? 0) + WIDTH_GAIN * surplus;
    steering.logWidths[cell] = Math.max(-MAX_LOG_WIDTH, Math.min(MAX_LOG_WIDTH, moved));
  });
}

/** Places of the band levels at which a steered share ends. */
const STEERED_BOUNDS = STEERED_SHARES.map((share) => {
  const low = BAND_LEVELS.findIndex((level) => Math.abs(level - (1 - share) / 2) < 1e-9);
  return [low, BAND_LEVELS.length - 1 - low] as const;
});

const bandsOf = (shape: BandShape, { medians, logWidths }: Steering): Float64Array[] =>
  Array.from({ length: BAND_DAYS }, (_, bandDay) => {
    const shared = STEERED_SHARES.map((_share, i) => {
      const ofDays = Array.from(medians, (_median, day) => logWidths[day * STEERED_SHARES.length + i] ?? 0);
      const mean = ofDays.reduce((sum, width) => sum + width, 0) / BAND_DAYS;
      return Math.exp(SHARED_WIDTH * mean + (1 - SHARED_WIDTH) * (ofDays[bandDay] ?? 0));
    });
    return stretched(quantilesOf(shape, bandDay), medians[bandDay] ?? 0, shared);
  });

/** The held-out quantiles moved to the median and stretched around it; never crossing each other or the point value. */
function stretched(quantiles: Float64Array, median: number, widths: readonly number[]): Float64Array {
  const middle = quantiles[MEDIAN_INDEX] ?? 0;
  const band = quantiles.map((quantile, i) => {
    const { from, to, share } = LEVEL_WIDTHS[i] ?? WIDEST;
    return median + (quantile - middle) * ((1 - share) * (widths[from] ?? 1) + share * (widths[to] ?? 1));
  });
  for (let step = 1; step <= MEDIAN_INDEX; step++) {
    const [low, high] = [MEDIAN_INDEX - step, MEDIAN_INDEX + step];
    band[low] = Math.min(0, band[low] ?? 0, band[low + 1] ?? 0);
    band[high] = Math.max(0, band[high] ?? 0, band[high - 1] ?? 0);
  }
  return band;
}

/** Which two steered widths a band level lies between, and how far towards the second. */
interface LevelWidth {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

const WIDEST: LevelWidth = { from: STEERED_SHARES.length - 1, to: STEERED_SHARES.length - 1, share: 0 };

const LEVEL_WIDTHS: readonly LevelWidth[] = BAND_LEVELS.map((level) => {
  const central = Math.abs(2 * level - 1);
  const to = STEERED_SHARES.findIndex((steered) => steered >= central - 1e-9);
  if (to < 0) return WIDEST;
  if (to === 0) return { from: 0, to: 0, share: 0 };
  const [below, above] = [STEERED_SHARES[to - 1] ?? 0, STEERED_SHARES[to] ?? 1];
  return { from: to - 1, to, share: (central - below) / (above - below) };
});
