import { ProblemError } from '@ecobe/contracts';
import type { ProblemDetailItem } from '@ecobe/contracts';

const MAX_LISTED = 20;

/** What is said of a member that nobody asks for, in a body as in a query. */
export const UNKNOWN_PROPERTY = 'is not a known property';

/** The refusal that every wrong input gets. */
export function invalidInput(errors: ProblemDetailItem[]): ProblemError {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail:
      first === undefined ? 'The input is invalid.' : `${first.pointer || 'body'}: ${first.detail}${rest}`,
    errors: errors.slice(0, MAX_LISTED),
  });
}
