import type { FunctionalUnit } from '@ecobe/contracts';

/** Whether two are the same count of the same thing. */
export const isSameUnit = (a: FunctionalUnit | null, b: FunctionalUnit | null): boolean =>
  a?.name === b?.name && a?.count === b?.count;
