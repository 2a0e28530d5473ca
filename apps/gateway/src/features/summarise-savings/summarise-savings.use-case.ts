import { DAY_MS } from '@ecobe/carbon';
import type {
  AccuracyFigure,
  ForecastAccuracyAnswer,
  SavingsAndZones,
  SummaryAnswer,
} from '@ecobe/contracts';

/** Asks forecasting for the accuracy of a zone; null where no answer comes. */
export type AskAccuracy = (
  zone: SavingsAndZones['zones'][number],
  days: number,
) => Promise<ForecastAccuracyAnswer | null>;

const METHOD =
  'forecasts as issued against the newest known truth, over whole days before now, hours weighed alike';
const MOST_DAYS = 365;
/** Zones asked for one summary; more are told as left out. */
const MOST_ZONES = 50;

const weighed = (
  answers: readonly ForecastAccuracyAnswer[],
  mape: (one: ForecastAccuracyAnswer) => number | null,
) => {
  const known = answers.filter((one) => mape(one) !== null);
  const hours = known.reduce((sum, { overall }) => sum + judged(overall), 0);
  if (hours === 0) return null;
  return known.reduce((sum, one) => sum + (mape(one) ?? NaN) * judged(one.overall), 0) / hours;
};

const judged = ({ hourCount, zeroHourCount }: ForecastAccuracyAnswer['overall']): number =>
  hourCount - zeroHourCount;

/** The accuracy of the forecasts that work of the period was placed by. */
async function accuracyOfZones(
  { summary, zones }: SavingsAndZones,
  ask: AskAccuracy,
): Promise<AccuracyFigure> {
  const spanMs = Date.parse(summary.to) - Date.parse(summary.from);
  const days = Math.min(MOST_DAYS, Math.max(1, Math.ceil(spanMs / DAY_MS)));
  const asked = zones.slice(0, MOST_ZONES);
  const answers = (await Promise.all(asked.map((zone) => ask(zone, days)))).filter((one) => one !== null);
  const mapePercent = weighed(answers, ({ overall }) => overall.mapePercent);
  return {
    mapePercent,
    baselineMapePercent: weighed(answers, ({ overall }) => overall.seasonalNaiveMapePercent),
    count: answers.reduce((sum, { overall }) => sum + overall.hourCount, 0),
    zones: [...new Set(asked.map(({ zone }) => zone))],
    method: METHOD,
    reason: mapePercent === null ? whyNone(asked.length, answers) : null,
  };
}

function whyNone(askedCount: number, answers: readonly ForecastAccuracyAnswer[]): string {
  if (askedCount === 0) return 'no work of the period was placed';
  if (answers.length === 0) return 'forecasting did not answer';
  return answers[0]?.reason ?? answers[0]?.overall.reason ?? 'no hour of these forecasts could be judged';
}

/** Both halves of the answer: what routing knows, and how good the forecasts under it were. */
export async function summaryWith(savings: SavingsAndZones, ask: AskAccuracy): Promise<SummaryAnswer> {
  return { ...savings.summary, forecastAccuracy: await accuracyOfZones(savings, ask) };
}
