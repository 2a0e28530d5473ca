import { ProblemError } from '@ecobe/contracts';
import type { MarkRetirementRequest, RetirementMarked } from '@ecobe/contracts';
import { certificateUrlFault } from '../../credit/certificate-url';
import { invalid, retirementNotFound } from '../../credit/problems';
import type { StatusChanges } from '../../ports/status-changes';
import { isUuid } from '../../credit/uuid';

/** An id of dashes and blanks is none. */
const NAMES_SOMETHING = /[\p{L}\p{N}]/u;

/** Records what a registry did with a retirement. */
export class MarkRetirementUseCase {
  constructor(
    private readonly changes: StatusChanges,
    /** Hosts that evidence may be shown at. */
    private readonly hosts: readonly string[],
  ) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(request: MarkRetirementRequest, requestId: string | null): Promise<RetirementMarked> {
    const { retirementId, status, evidenceUrl } = request;
    const registryRetirementId = request.registryRetirementId?.trim() ?? null;
    if (request.reason.trim() === '') throw invalid('/reason', 'must not be blank');
    const fault = evidenceUrl === null ? null : certificateUrlFault(evidenceUrl, this.hosts);
    if (fault !== null) throw invalid('/evidenceUrl', fault, 'INVALID_CERTIFICATE_URL');
    if (registryRetirementId !== null && !NAMES_SOMETHING.test(registryRetirementId))
      throw invalid('/registryRetirementId', 'must have a letter or a digit');
    if (status === 'CONFIRMED' && registryRetirementId === null)
      throw invalid('/registryRetirementId', 'is needed to confirm');
    if (status === 'CONFIRMED' && evidenceUrl === null) throw invalid('/evidenceUrl', 'is needed to confirm');
    const outcome = isUuid(retirementId)
      ? await this.changes.mark({ ...request, registryRetirementId, requestId })
      : ({ kind: 'unknown' } as const);
    if (outcome.kind === 'marked') return { retirementId, status, isNew: outcome.isNew };
    if (outcome.kind === 'unknown') throw retirementNotFound(retirementId);
    if (outcome.kind === 'other-evidence') throw otherEvidence(retirementId, status);
    throw outcome.kind === 'out-of-order'
      ? outOfOrder(retirementId, outcome.status, status)
      : notWholeTonnes(outcome.creditIds);
  }
}

const outOfOrder = (retirementId: string, from: string, to: string): ProblemError =>
  new ProblemError({
    ...{ status: 409, code: 'RETIREMENT_STATUS', title: 'Retirement status' },
    detail: `Retirement ${retirementId} is ${from}, which ${to} cannot follow.`,
  });

const otherEvidence = (retirementId: string, status: string): ProblemError =>
  new ProblemError({
    ...{ status: 409, code: 'RETIREMENT_STATUS', title: 'Retirement status' },
    detail: `Retirement ${retirementId} is ${status} with another id or evidence, which stay; nothing was written.`,
  });

const notWholeTonnes = (creditIds: readonly string[]): ProblemError =>
  new ProblemError({
    ...{ status: 409, code: 'NOT_WHOLE_TONNES', title: 'Not whole tonnes' },
    detail: `Registries retire whole tonnes with their serial numbers; of ${creditIds.join(', ')} there are none such.`,
  });
