import type { ForecastAnswer } from '@ecobe/contracts';
import type { ForecastHour, ForecastView } from './forecast-view';

const time = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')}Z`;

/**
 * What must stand beside any picture of a forecast: where it comes from, how old it is, how good it has been, and which
 * better models could not speak.
 */
export function provenanceWords(forecast: ForecastAnswer): string[] {
  const { zone, quality, source, model, issuedAt, ageSeconds } = forecast;
  const simulated = quality === 'simulated' ? 'SIMULATED DATA, not the real grid. ' : '';
  return [
    `${simulated}${zone}, ${quality} by ${model} from ${source}, issued ${time(Date.parse(issuedAt))} (${Math.round(ageSeconds / 60)} min ago)`,
    skillWords(forecast.skill),
    ...skippedWords(forecast.skipped),
  ];
}

function skippedWords(skipped: ForecastAnswer['skipped']): string[] {
  if (skipped.length === 0) return [];
  return [`better models skipped: ${skipped.map(({ model, reason }) => `${model} (${reason})`).join('; ')}`];
}

function skillWords({
  mapePercent,
  seasonalNaiveMapePercent,
  hourCount,
  reason,
}: ForecastAnswer['skill']): string {
  if (mapePercent === null || seasonalNaiveMapePercent === null)
    return `skill unknown: ${reason ?? 'no figure'}`;
  return `first-day error ${mapePercent} %, seasonal naive ${seasonalNaiveMapePercent} %, on ${hourCount} past hours`;
}

/** The best and the worst hour to come, as sentences. */
export function extremeWords({ hours }: Pick<ForecastView, 'hours'>): string[] {
  const [first] = hours;
  if (first === undefined) return [];
  const pick = (better: (a: ForecastHour, b: ForecastHour) => boolean) =>
    hours.reduce((best, hour) => (better(hour, best) ? hour : best), first);
  const told = (name: string, hour: ForecastHour) =>
    `${name} hour ${time(hour.atMs)}: ${hour.gPerKwh} gCO2eq/kWh (p10 ${hour.p10GPerKwh}, p90 ${hour.p90GPerKwh})`;
  return [
    told('now, the running', first),
    told(
      'cleanest',
      pick((a, b) => a.gPerKwh < b.gPerKwh),
    ),
    told(
      'dirtiest',
      pick((a, b) => a.gPerKwh > b.gPerKwh),
    ),
  ];
}
