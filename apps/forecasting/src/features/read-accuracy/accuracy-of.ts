import type { AccuracyFigures, ExcludedHours, LeadAccuracy, ModelAccuracy } from '@ecobe/contracts';
import { NO_HOURS, addSums, figuresOf } from '@ecobe/forecast';
import type { JudgedFigures, LeadBucket } from '@ecobe/forecast';
import type { BucketOfDay, ExcludedHourCounts } from '../../ports/day-score';

const REASONS: Record<keyof ExcludedHourCounts, { code: string; reason: string }> = {
  noTruth: { code: 'NO_TRUTH', reason: 'nobody has told the truth of these hours' },
  noBaseline: {
    code: 'NO_BASELINE',
    reason: 'the seasonal naive knew too little at the issue, and both are judged on the same hours',
  },
  otherKind: {
    code: 'OTHER_KIND',
    reason: 'simulated forecasts are not judged by real truth, nor real ones by simulated truth',
  },
  repeated: { code: 'REPEATED', reason: 'of several forecasts issued in the same hour the first counts' },
};

/** What all these buckets together are worth. */
export function accuracyOf(buckets: readonly BucketOfDay[]): AccuracyFigures {
  const figures = figuresOf(buckets.map(({ sums }) => sums).reduce(addSums, NO_HOURS));
  return {
    hourCount: figures.hourCount,
    zeroHourCount: figures.zeroHourCount,
    mapePercent: rounded(figures.mapePercent, 2),
    seasonalNaiveMapePercent: rounded(figures.seasonalNaiveMapePercent, 2),
    skill: rounded(figures.skill, 4),
    maeGPerKwh: rounded(figures.maeGPerKwh, 2),
    seasonalNaiveMaeGPerKwh: rounded(figures.seasonalNaiveMaeGPerKwh, 2),
    coveragePercent: rounded(figures.coveragePercent, 2),
    pinballGPerKwh: rounded(figures.pinballGPerKwh, 2),
    reason: whyNull(figures),
  };
}

/** Accuracy of the leads of `lead`, which begins and ends where buckets do. */
export const leadAccuracy = (
  buckets: readonly BucketOfDay[],
  { fromLeadHours, toLeadHours }: LeadBucket,
): LeadAccuracy => ({
  fromLeadHours,
  toLeadHours,
  ...accuracyOf(
    buckets.filter((bucket) => bucket.fromLeadHours >= fromLeadHours && bucket.fromLeadHours < toLeadHours),
  ),
});

/** Accuracy of each model that issued, in the order of names. */
export const modelAccuracies = (buckets: readonly BucketOfDay[]): ModelAccuracy[] =>
  [...new Set(buckets.map(({ model }) => model))]
    .sort()
    .map((model) => ({ model, ...accuracyOf(buckets.filter((bucket) => bucket.model === model)) }));

/** Hours that count in no figure, by reason; reasons without hours are left out. */
export const excludedHours = (buckets: readonly BucketOfDay[]): ExcludedHours[] =>
  (Object.keys(REASONS) as (keyof ExcludedHourCounts)[])
    .map((why) => ({
      ...REASONS[why],
      hourCount: buckets.reduce((sum, { excluded }) => sum + excluded[why], 0),
    }))
    .filter(({ hourCount }) => hourCount > 0);

function whyNull({ hourCount, zeroHourCount, skill }: JudgedFigures): string | null {
  if (hourCount === 0) return 'no forecast hour could be judged';
  if (hourCount === zeroHourCount) return 'every judged hour is 0 gCO2eq/kWh';
  return skill === null ? 'the seasonal naive made no error, so nothing can be compared with it' : null;
}

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;
