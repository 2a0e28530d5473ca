/** A member of an object that is wrong, and why. */
export interface MemberFault {
  key: string;
  detail: string;
}

/** What a rule for a whole object leaves as its `context`, so that a refusal can point at the members that break it. */
export interface MemberFaultFinder {
  /** None where the object itself is what is wrong. */
  faultsOf: (value: unknown) => MemberFault[];
}

/** Whether a rule can tell which members are wrong. */
export const findsMemberFaults = (context: unknown): context is MemberFaultFinder =>
  typeof context === 'object' && context !== null && 'faultsOf' in context;
