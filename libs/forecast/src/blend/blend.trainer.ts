import type { ModelRefusal } from '../forecast-model';
import type { PointFit, PointTrainer, PredictedLogs } from '../point-model';
import { learnMembers, memberNames, openMembers } from './blend-members';
import type { BlendParameters, MemberAnswer } from './blend-members';
import { meanLogs } from './mean-logs';

const NAME = 'blend@2';

const nameOf = (members: readonly string[]): string => `blend(${members.join('+')})@2`;

/**
 * The geometric mean of the members that can speak; the name says which they are. Formula, sources and worked example:
 * docs/formulas/forecast-blend.md
 */
export const blendTrainer: PointTrainer = {
  name: NAME,
  train: (request) => {
    const parameters = learnMembers(request);
    if ('kind' in parameters) return Promise.resolve(parameters);
    const features = parameters.ridge.inputs;
    return Promise.resolve({ kind: 'trained', trainer: NAME, features, parameters });
  },
  open: (fit) => {
    const parameters = blendParameters(fit);
    const answersTo = openMembers(parameters);
    return {
      name: nameOf(memberNames(parameters)),
      predict: (request) => blended(answersTo(request), memberNames(parameters)),
    };
  },
};

/** @throws RangeError for a fit of another trainer or version. */
export function blendParameters(fit: PointFit): BlendParameters {
  if (fit.trainer !== NAME) throw new RangeError(`${NAME} cannot open a fit of ${fit.trainer}`);
  return fit.parameters as BlendParameters;
}

function blended(
  answers: readonly MemberAnswer[] | ModelRefusal,
  expected: readonly string[],
): PredictedLogs | ModelRefusal {
  if ('kind' in answers) return answers;
  const logs = meanLogs(speakers(answers));
  if ('kind' in logs) return logs;
  const spoken = answers.filter(({ answer }) => !('kind' in answer)).map(({ member }) => member);
  const isAsNamed = spoken.join() === expected.join();
  return { kind: 'predicted', logs, ...(!isAsNamed && { spokenBy: nameOf(spoken) }) };
}

/**
 * The boosted mean holds both regressions already: beside it stands the better one of them, that by source, and the
 * intensity's own where there are no sources.
 */
function speakers(answers: readonly MemberAnswer[]): readonly MemberAnswer[] {
  const speaks = (member: string) =>
    answers.some((answer) => answer.member === member && !('kind' in answer.answer));
  if (!speaks('boosting') || !speaks('ridge-by-source')) return answers;
  return answers.filter(({ member }) => member !== 'ridge');
}
