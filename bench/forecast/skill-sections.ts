import type { Basis } from '@ecobe/carbon';
import type { WeatherMode } from './grid-history';
import { WEATHER_MODES } from './grid-history';
import { KNOWN_MODELS } from './known-models';
import type { RunOptions } from './plan-jobs';
import { PERIOD_NAMES, parsePeriod } from './period';

/** One table of the skill page: which runs it needs. */
export interface SkillSection {
  readonly kind: 'main' | 'direct' | 'member' | 'intraday';
  readonly period: string;
  readonly weather: WeatherMode;
  readonly factors: Basis;
  readonly model: string;
}

const [DEFAULT_MODEL] = KNOWN_MODELS;

/** The served model says the same with its band and without. */
const isPointOf = (name: string, served: string): boolean => served.startsWith(`${name}+`);

/** All that the page shows: the default model in every mode, and every other one that learns in the honest mode. */
export function skillSections(): SkillSection[] {
  const model = DEFAULT_MODEL?.name ?? '';
  const others = KNOWN_MODELS.slice(1).flatMap(({ kind, name }) =>
    kind === 'trainer' && !isPointOf(name, model) ? [name] : [],
  );
  const day1 = { weather: 'day1', factors: 'lifecycle' } as const;
  return PERIOD_NAMES.flatMap((period): SkillSection[] => [
    ...WEATHER_MODES.map((weather): SkillSection => ({
      kind: 'main',
      period,
      model,
      factors: 'lifecycle',
      weather,
    })),
    { kind: 'direct', period, model, weather: 'day1', factors: 'direct' },
    { kind: 'intraday', period, model, ...day1 },
    ...others.map((other): SkillSection => ({ kind: 'member', period, model: other, ...day1 })),
  ]);
}

/** What is run for a section. */
export const runsOf = ({ kind, period, weather, factors, model }: SkillSection): RunOptions => ({
  period: parsePeriod(period),
  weather,
  factors,
  model,
  intraday: kind === 'intraday',
});
