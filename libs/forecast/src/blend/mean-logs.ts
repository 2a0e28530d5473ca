import type { ModelRefusal } from '../forecast-model';
import { at } from '../rolling-errors';

/** What somebody says on the log scale, or why not. */
export interface LogAnswer {
  readonly answer: Float64Array | ModelRefusal;
}

/** The mean on the log scale, which is the geometric mean of the intensities, of all who speak; with none, a refusal. */
export function meanLogs(answers: readonly LogAnswer[]): Float64Array | ModelRefusal {
  const curves = answers.flatMap(({ answer }) => ('kind' in answer ? [] : [answer]));
  const [first] = curves;
  if (first !== undefined) {
    return first.map((_, hour) => curves.reduce((sum, curve) => sum + at(curve, hour), 0) / curves.length);
  }
  const refusals = answers.flatMap(({ answer }) => ('kind' in answer ? [answer] : []));
  return refusals[0] ?? { kind: 'refused', reason: 'the blend has no member' };
}
