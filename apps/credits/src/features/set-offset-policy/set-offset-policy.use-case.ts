import { toIso } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { OffsetPolicyAnswer, OffsetPolicyRequest } from '@ecobe/contracts';
import { basisPointsOf, gramsOf, hundredthsAsNumber, jsonAtMost } from '@ecobe/ledger';
import { invalid } from '../../credit/problems';
import type { PolicyStore, StoredPolicy } from '../../ports/policy-store';

/** What an organisation wants offset by itself: set, shown, ended. */
export class SetOffsetPolicyUseCase {
  constructor(private readonly policies: PolicyStore) {}

  /** @throws ProblemError 400 `INVALID_INPUT` */
  async set(organizationId: string, request: OffsetPolicyRequest): Promise<OffsetPolicyAnswer> {
    const targetBasisPoints = basisPointsOf(request.targetOffsetPercentage);
    if (targetBasisPoints === null)
      throw invalid('/targetOffsetPercentage', 'must have two decimals at most');
    const monthlyCapG = capOf(request);
    const { mode, policy: filter = {} } = request;
    return answerOf(
      await this.policies.set({ organizationId, targetBasisPoints, monthlyCapG, mode, filter }),
    );
  }

  /** @throws ProblemError 404 `OFFSET_POLICY_NOT_FOUND` */
  async one(organizationId: string): Promise<OffsetPolicyAnswer> {
    return answerOf(known(await this.policies.one(organizationId), organizationId));
  }

  /** @throws ProblemError 404 `OFFSET_POLICY_NOT_FOUND` */
  async end(organizationId: string): Promise<OffsetPolicyAnswer> {
    return answerOf(known(await this.policies.end(organizationId), organizationId));
  }
}

function capOf({ monthlyCapCO2, unit }: OffsetPolicyRequest): bigint | null {
  if (monthlyCapCO2 == null) return null;
  const cap = gramsOf(monthlyCapCO2, unit ?? 'g');
  if (cap.kind === 'fault') throw invalid('/monthlyCapCO2', cap.detail);
  return cap.grams;
}

function known(policy: StoredPolicy | null, organizationId: string): StoredPolicy {
  if (policy !== null) return policy;
  throw new ProblemError({
    ...{ status: 404, code: 'OFFSET_POLICY_NOT_FOUND', title: 'Offset policy not found' },
    detail: `${organizationId} has no offset policy.`,
  });
}

const answerOf = (policy: StoredPolicy): OffsetPolicyAnswer => ({
  organizationId: policy.organizationId,
  targetOffsetPercentage: hundredthsAsNumber(policy.targetBasisPoints),
  mode: policy.mode,
  unit: 'g',
  monthlyCapCO2: policy.monthlyCapG === null ? null : jsonAtMost(policy.monthlyCapG),
  policy: policy.filter,
  updatedAt: toIso(policy.updatedAtMs),
  ...{ lastRun: policy.lastRun, lastFailure: policy.lastFailure },
});
