export { allocate } from './allocation';
export type { Allocation } from './allocation';
export { sealBlock, verifyChain } from './audit-chain';
export type { AuditBlock, ChainFinding, FactHash } from './audit-chain';
export { balanceOf, neededForTarget } from './balance';
export type { Balance } from './balance';
export { canonicalJson } from './canonical-json';
export { csvOf } from './csv';
export { emissionRows } from './emission-rows';
export type { EmissionRow } from './emission-rows';
export { jsonAtLeast, jsonAtMost } from './json-number';
export { HOLDS, LOT_STATUSES, lotStatus, remainingCents } from './lot';
export type { Hold, Lot, LotStatus } from './lot';
export { postingsOf } from './posting';
export type { EntryKind, Posting } from './posting';
export { planRetirement } from './retirement';
export type { RetirementItem, RetirementLine, Unretirable } from './retirement';
export { avoidedGrams, meanGPerKwh, percentOf } from './shares';
export { sciUgPerUnit } from './software-intensity';
export { splitByWeight } from './split';
export { parseSerials, serialCount } from './serials';
export type { SerialRange } from './serials';
export {
  AMOUNT_UNITS,
  GRAMS_PER_TONNE,
  basisPointsOf,
  centsOf,
  gramsAsNumber,
  gramsOf,
  gramsOfMicrograms,
  hundredthsAsNumber,
  kwhAsNumber,
  microgramsAtMost,
  microgramsOf,
} from './units';
export type { AmountUnit } from './units';
