import type { UnknownRegion } from '@ecobe/carbon';
import { ProblemError } from './problem';

/**
 * The refusal of a region that is neither a zone nor a cloud region: 400 `UNKNOWN_REGION` with the nearest names.
 * @param pointer where the caller wrote it: a JSON pointer, `?name` or `{name}`
 */
export const unknownRegion = ({ reason, didYouMean }: UnknownRegion, pointer: string): ProblemError =>
  new ProblemError({
    status: 400,
    code: 'UNKNOWN_REGION',
    title: 'Unknown region',
    detail: reason,
    errors: [{ pointer, detail: reason }],
    extensions: { didYouMean },
  });
