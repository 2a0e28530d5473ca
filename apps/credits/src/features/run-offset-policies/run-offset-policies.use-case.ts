import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { AutoOffsetAnswer, OffsetNeeded } from '@ecobe/contracts';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { LedgerStore, LedgerWriter } from '../../ports/ledger-store';
import type { OffsetPolicy, PolicyStore } from '../../ports/policy-store';
import { reachTarget } from '../auto-offset/reach-target';

const OPERATION = 'run-offset-policy';

/** Brings every organisation with a policy to its target, or tells what that would take. */
export class RunOffsetPoliciesUseCase {
  constructor(
    private readonly policies: PolicyStore,
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
    private readonly tell: (needed: OffsetNeeded) => Promise<void>,
    /** Told of a policy that failed; the others go on. */
    private readonly onFault: (organizationId: string, error: unknown) => void,
  ) {}

  async execute(): Promise<void> {
    for (const policy of await this.policies.all()) {
      try {
        await this.run(policy);
      } catch (error) {
        this.onFault(policy.organizationId, error);
      }
    }
  }

  private async run(policy: OffsetPolicy): Promise<void> {
    const { organizationId } = policy;
    const first = await this.reach(policy, true);
    const isToRetire = policy.mode === 'RETIRE' && first.retiredCO2 > 0;
    const answer = isToRetire ? await this.reach(policy, false) : first;
    const { outcome, neededCO2, retiredCO2, shortfallCO2, retirementId } = answer;
    const isCapped = neededCO2 > retiredCO2 + shortfallCO2;
    const isIdle = policy.mode === 'RETIRE' && outcome === 'WOULD_RETIRE';
    await this.policies.keepRun(organizationId, {
      ranAt: toIso(this.clock.nowMs()),
      // In mode RETIRE nothing could be retired: that is no proposal.
      outcome: isIdle ? 'PARTLY_RETIRED' : outcome,
      ...{ neededCO2, retiredCO2, shortfallCO2, isCapped, retirementId },
    });
    if (policy.mode === 'NOTIFY' && neededCO2 > 0) {
      await this.tell({ organizationId, neededCO2, shortfallCO2 });
    }
  }

  private async reach(policy: OffsetPolicy, isDry: boolean): Promise<AutoOffsetAnswer> {
    const retirementId = newTimeOrderedId(this.clock.nowMs());
    const work = (books: LedgerWriter) =>
      reachTarget(books, { ...policy, isDry, allowsPartial: true }, retirementId);
    const command = {
      ...{ organizationId: policy.organizationId, operation: OPERATION, requestId: null },
      ...{ key: retirementId, fingerprint: requestHash(OPERATION, retirementId) },
    };
    return isDry ? this.ledger.rehearse(command, work) : (await this.ledger.once(command, work)).answer;
  }
}
