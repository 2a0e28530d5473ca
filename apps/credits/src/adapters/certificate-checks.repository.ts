import type { DataSource } from 'typeorm';
import type { CertificateChecks, CertificateVerdict, DueCertificate } from '../ports/certificate-checks';

/** Looked at one after the other, 5 s each at most. */
const LARGEST_PORTION = 10;

/** Whoever takes one has until the next attempt: 1, 4, 16 minutes and so on from now; if it dies, that comes all the same. */
const TAKE = `
  WITH due AS (
    SELECT lot.id, lot.organization_id, certificate_url FROM credits.carbon_credit AS lot
    LEFT JOIN credits.certificate_check AS earlier ON credit_id = lot.id
    WHERE certificate_status = 'UNCHECKED' AND COALESCE(next_at <= now(), true)
    ORDER BY lot.created_at LIMIT ${LARGEST_PORTION}
  ), taken AS (
    INSERT INTO credits.certificate_check AS earlier (credit_id, organization_id, attempts, next_at)
    SELECT id, organization_id, 1, now() + interval '1 min' FROM due
    ON CONFLICT (credit_id) DO UPDATE SET attempts = earlier.attempts + 1,
      next_at = now() + power(4, earlier.attempts) * interval '1 min'
    WHERE earlier.next_at <= now()
    RETURNING credit_id, attempts
  )
  SELECT credit_id, certificate_url, attempts FROM taken JOIN due ON id = credit_id`;

const SETTLE = `
  UPDATE credits.carbon_credit SET certificate_status = $2 WHERE id = $1 AND certificate_status = 'UNCHECKED'`;

interface DueRow {
  credit_id: string;
  certificate_url: string;
  attempts: number;
}

/** Certificate URLs to look at, in PostgreSQL. */
export class CertificateChecksRepository implements CertificateChecks {
  constructor(private readonly dataSource: DataSource) {}

  async take(): Promise<DueCertificate[]> {
    const rows = await this.dataSource.query<DueRow[]>(TAKE);
    return rows.map((row) => ({ creditId: row.credit_id, url: row.certificate_url, attempt: row.attempts }));
  }

  async settle(creditId: string, verdict: CertificateVerdict): Promise<void> {
    await this.dataSource.query(SETTLE, [creditId, verdict]);
  }
}
