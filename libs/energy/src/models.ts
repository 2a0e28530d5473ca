import { distance } from 'fastest-levenshtein';
import { EnergyInputError } from './assumption';
import { MODEL_GROUPS } from './models.data';
import { parseParameterCount } from './parameter-count';

/** Parameters of a language model, in billions. */
export interface ParameterCounts {
  readonly totalB: number;
  readonly activeB: number;
}

/** A model as the energy fit needs it, with where its size comes from. */
export interface LanguageModel extends ParameterCounts {
  readonly name: string;
  /** Believed span of the active parameters where they were never published or read off a name; null where known. */
  readonly activeSpanB: readonly [number, number] | null;
  readonly source: string;
  /** True when the size was read off the name because the model is not known. */
  readonly fromName: boolean;
}

const canonical = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
/** `claude-opus-4-20250514` and `gpt-x-latest` also answer to their name without the release. */
const withoutRelease = (name: string): string => name.replace(/-(latest|\d{8})$/, '');

function indexModels(): Map<string, LanguageModel> {
  const index = new Map<string, LanguageModel>();
  for (const { source, rows } of MODEL_GROUPS) {
    for (const [name, otherNames, totalB, activeB, activeSpanB = null] of rows) {
      const model = { name, totalB, activeB, activeSpanB, source, fromName: false };
      for (const known of [name, withoutRelease(name), ...otherNames.split(' ').filter(Boolean)]) {
        if (!index.has(canonical(known))) index.set(canonical(known), model);
      }
    }
  }
  return index;
}

const modelIndex = indexModels();

/** Known names most like the one given, best first. */
export function nearestModels(name: string, count = 3): string[] {
  const wanted = canonical(name);
  const byModel = new Map<string, number>();
  for (const [known, model] of modelIndex) {
    const edits = distance(wanted, known) / Math.max(wanted.length, known.length);
    byModel.set(model.name, Math.min(edits, byModel.get(model.name) ?? Infinity));
  }
  const ranked = [...byModel].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  return ranked.slice(0, count).map(([known]) => known);
}

/**
 * The model of that name or alias (case, blanks and release suffix do not matter); else the size that the name carries.
 * @throws EnergyInputError with the nearest names when neither is known.
 */
export function findModel(name: string): LanguageModel {
  const wanted = canonical(name);
  const known = modelIndex.get(wanted) ?? modelIndex.get(withoutRelease(wanted));
  if (known !== undefined) return known;
  const counted = parseParameterCount(wanted);
  if (counted === null) {
    const nearest = nearestModels(name);
    throw new EnergyInputError(
      'modelSize',
      `${name} is no known model and carries no parameter count such as 70b or 8x22b; did you mean ${nearest.join(', ')}?`,
      nearest,
    );
  }
  return { name: wanted, ...counted, fromName: true };
}
