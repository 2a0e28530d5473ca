import { HOUR_MS } from '@ecobe/carbon';
import { NO_HOURS, addSums, sumsOfHour } from '@ecobe/forecast';
import { LEAD_BUCKETS } from '../../ports/day-score';
import type { BucketOfDay, ExcludedHourCounts, ForecastOfDay, TruthOfDay } from '../../ports/day-score';

type Exclusion = keyof ExcludedHourCounts;

const NAIVE_HOURS = 24;
const NOT_EXCLUDED: ExcludedHourCounts = { noTruth: 0, noBaseline: 0, otherKind: 0, repeated: 0 };

/**
 * Judges all forecast hours of one UTC day that are over, by lead bucket and model. Each counts once: in the sums, or
 * under one reason why not. Of several forecasts of one kind that were issued in the same hour the first counts, so that
 * no later one polishes the score.
 */
export function scoreDay(truth: TruthOfDay, forecasts: readonly ForecastOfDay[]): BucketOfDay[] {
  const tallies = new Map<string, BucketOfDay>();
  for (const [forecast, standing] of withStanding(truth, forecasts)) {
    const { model } = forecast;
    for (let index = 0; index < forecast.values.length; index++) {
      const fromLeadHours = bucketOf(forecast, index, truth);
      if (fromLeadHours === null) continue;
      const id = `${fromLeadHours} ${model}`;
      const tally = tallies.get(id) ?? { fromLeadHours, model, sums: NO_HOURS, excluded: NOT_EXCLUDED };
      tallies.set(id, withHour(tally, standing ?? judge(forecast, index, truth)));
    }
  }
  return [...tallies.values()].sort(
    (a, b) => a.fromLeadHours - b.fromLeadHours || a.model.localeCompare(b.model),
  );
}

/** Each forecast with the reason why none of its hours count, or null. */
function withStanding(
  { isSimulated }: TruthOfDay,
  forecasts: readonly ForecastOfDay[],
): [ForecastOfDay, Exclusion | null][] {
  const seen = new Set<number>();
  const inOrder = [...forecasts].sort((a, b) => a.issuedAtMs - b.issuedAtMs);
  return inOrder.map((forecast) => {
    if (forecast.isSimulated !== isSimulated) return [forecast, 'otherKind'];
    if (seen.has(forecast.startMs)) return [forecast, 'repeated'];
    seen.add(forecast.startMs);
    return [forecast, null];
  });
}

const atMs = ({ fromMs }: ForecastOfDay, index: number): number => fromMs + index * HOUR_MS;

const leadOf = (forecast: ForecastOfDay, index: number): number =>
  (atMs(forecast, index) - forecast.startMs) / HOUR_MS;

/** First lead of the hour's bucket; null for an hour that is not over, or farther ahead than anybody may ask. */
function bucketOf(forecast: ForecastOfDay, index: number, { dayMs, endedHours }: TruthOfDay): number | null {
  if (atMs(forecast, index) >= dayMs + endedHours * HOUR_MS) return null;
  const lead = leadOf(forecast, index);
  const bucket = LEAD_BUCKETS.find((one) => lead >= one.fromLeadHours && lead < one.toLeadHours);
  return bucket?.fromLeadHours ?? null;
}

/**
 * With two decimals, as forecasts are told: in a grid whose intensity stands still the band is a single value, and a truth
 * that differs from it by less than a forecast can say lies within.
 */
const asTold = (gPerKwh: number): number => Math.round(gPerKwh * 100) / 100;

/** The sums of one hour, or why it has none. @throws RangeError for a forecast whose band is not whole. */
function judge(forecast: ForecastOfDay, index: number, truth: TruthOfDay): BucketOfDay['sums'] | Exclusion {
  const actual = truth.values[(atMs(forecast, index) - truth.dayMs) / HOUR_MS] ?? null;
  const naive = forecast.naive[leadOf(forecast, index) % NAIVE_HOURS] ?? null;
  const [predicted, p10, p90] = [forecast.values[index], forecast.p10[index], forecast.p90[index]];
  if (actual === null) return 'noTruth';
  if (naive === null) return 'noBaseline';
  if (predicted === undefined || p10 === undefined || p90 === undefined) {
    throw new RangeError(`the forecast issued at ${forecast.issuedAtMs} has no whole band`);
  }
  return sumsOfHour({ actual: asTold(actual), predicted, p10, p90, naive });
}

const withHour = (tally: BucketOfDay, hour: BucketOfDay['sums'] | Exclusion): BucketOfDay =>
  typeof hour === 'string'
    ? { ...tally, excluded: { ...tally.excluded, [hour]: tally.excluded[hour] + 1 } }
    : { ...tally, sums: addSums(tally.sums, hour) };
