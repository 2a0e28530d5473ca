import type { PageProbe, ProbeOutcome } from '@ecobe/platform';
import { certificateUrlFault } from '../../credit/certificate-url';
import type { CertificateChecks, CertificateVerdict } from '../../ports/certificate-checks';

/** After so many tries without an answer a page is called unreachable; they reach over some hours. */
const MOST_ATTEMPTS = 5;
/** Answers that another try will not change. */
const GONE = [404, 410];

/** Looks at the certificate URLs of purchases, which never wait for it. */
export class CheckCertificatesUseCase {
  constructor(
    private readonly checks: CertificateChecks,
    private readonly probe: Pick<PageProbe, 'look'>,
    /** Hosts that may be asked. */
    private readonly hosts: readonly string[],
  ) {}

  /** Looks at all that is due. @returns how many were settled */
  async execute(): Promise<number> {
    let settled = 0;
    for (let due = await this.checks.take(); due.length > 0; due = await this.checks.take()) {
      for (const { creditId, url, attempt } of due) {
        const verdict = await this.verdictOn(url, attempt);
        if (verdict === null) continue;
        await this.checks.settle(creditId, verdict);
        settled += 1;
      }
    }
    return settled;
  }

  /** Null where it is to be tried again. Hosts may have been taken from the list since the purchase. */
  private async verdictOn(url: string, attempt: number): Promise<CertificateVerdict | null> {
    if (certificateUrlFault(url, this.hosts) !== null) return 'REJECTED';
    const verdict = verdictOf(await this.probe.look(url));
    return verdict ?? (attempt >= MOST_ATTEMPTS ? 'UNREACHABLE' : null);
  }
}

function verdictOf(outcome: ProbeOutcome): CertificateVerdict | null {
  if (outcome.kind === 'private') return 'REJECTED';
  if (outcome.kind === 'failed') return null;
  const { status } = outcome;
  if (status >= 200 && status < 300) return 'REACHABLE';
  // Where a redirect leads was on no list: what is shown there is not what was told.
  if (status >= 300 && status < 400) return 'REJECTED';
  return GONE.includes(status) ? 'UNREACHABLE' : null;
}
