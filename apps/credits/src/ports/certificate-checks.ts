/** A certificate URL that is to be looked at. */
export interface DueCertificate {
  readonly creditId: string;
  readonly url: string;
  /** 1 at first. */
  readonly attempt: number;
}

export type CertificateVerdict = 'REACHABLE' | 'UNREACHABLE' | 'REJECTED';

/** Which certificate URLs were not looked at yet, and what came of it. */
export interface CertificateChecks {
  /** Takes those that are due, some at a time; each is due again later unless it is settled. */
  take(): Promise<DueCertificate[]>;
  settle(creditId: string, verdict: CertificateVerdict): Promise<void>;
}
