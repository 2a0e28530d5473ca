/** Ways of making electricity, as the grid operators report them. */
export const GENERATION_MODES = [
  'nuclear',
  'hydro',
  'wind',
  'solar',
  'geothermal',
  'biomass',
  'gas',
  'coal',
  'oil',
  'unknown',
  'hydroStorage',
  'batteryStorage',
] as const;
export type GenerationMode = (typeof GENERATION_MODES)[number];

/** A number for some modes: whole percents of a mix, or megawatts of an hour. */
export type ByMode = Readonly<Partial<Record<GenerationMode, number>>>;

/** @throws RangeError unless the text is one of {@link GENERATION_MODES}. */
export function generationMode(text: string): GenerationMode {
  const found = GENERATION_MODES.find((mode) => mode === text);
  if (found === undefined) throw new RangeError(`${text} is no generation mode`);
  return found;
}
