import type { RegistryStatus } from '@ecobe/contracts';
import { postingsOf } from '@ecobe/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import { notCancellable, notHoldable } from '../credit/problems';
import type {
  CreditCancellation,
  CreditHold,
  MarkOutcome,
  RetirementMark,
  StatusChanges,
} from '../ports/status-changes';
import { inLedgerTransaction } from './ledger-transaction';
import { postEntry } from './post-entry';

const RETIREMENT = `
  SELECT status, registry_retirement_id, evidence_url FROM credits.retirement WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`;

const CREDIT = `
  SELECT hold, available_g FROM credits.carbon_credit WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`;

const STATUS = 'SELECT status FROM credits.credit_with_status WHERE organization_id = $1 AND id = $2';

/** Of lots whose serials are a range the part must have its own. */
const BROKEN_TONNES = `
  SELECT credit_id FROM credits.retirement_line JOIN credits.carbon_credit AS lot ON lot.id = credit_id
  WHERE retirement_id = $1 AND (grams % 1000000 <> 0
    OR (retirement_line.serial_range IS NULL AND lower(lot.serial_range) >= 0)) ORDER BY credit_id`;

/** An entry that moves no grams, and what it changed. */
const ENTER = `
  WITH entry AS (
    INSERT INTO credits.ledger_entry (organization_id, kind, operation, request_id) VALUES ($1, $2, $3, $4) RETURNING id
  ), told AS (
    INSERT INTO credits.outbox_event (entry_id, organization_id) SELECT id, $1 FROM entry
  )
  INSERT INTO credits.status_change
    (entry_id, organization_id, retirement_id, credit_id, status, registry_retirement_id, evidence_url, reason)
  SELECT id, $1, $5, $6, $7, $8, $9, $10 FROM entry`;

const ENTER_CANCELLATION = `
  INSERT INTO credits.status_change (entry_id, organization_id, credit_id, status, reason)
  VALUES ($1, $2, $3, 'CANCELLED', $4)`;

const MARK =
  'UPDATE credits.retirement SET status = $2, registry_retirement_id = $3, evidence_url = $4 WHERE id = $1';
const HOLD = 'UPDATE credits.carbon_credit SET hold = $2, version = version + 1 WHERE id = $1';

/** What comes before each status. */
const BEFORE: Record<RegistryStatus, string> = {
  SUBMITTED: 'ALLOCATED',
  CONFIRMED: 'SUBMITTED',
  REJECTED: 'SUBMITTED',
};
const KIND: Record<RegistryStatus, string> = {
  SUBMITTED: 'SUBMIT',
  CONFIRMED: 'CONFIRM',
  REJECTED: 'REJECT',
};

/** Changes of status in PostgreSQL, each with an entry that is told and sealed. */
export class StatusChangesRepository implements StatusChanges {
  constructor(private readonly dataSource: DataSource) {}

  mark(mark: RetirementMark): Promise<MarkOutcome> {
    return inLedgerTransaction(this.dataSource, (manager) => markWithin(manager, mark));
  }

  hold(hold: CreditHold): Promise<boolean | null> {
    return inLedgerTransaction(this.dataSource, async (manager) => {
      const { organizationId, creditId, isHeld, reason, requestId } = hold;
      const [lot] = await manager.query<{ hold: string | null }[]>(CREDIT, [organizationId, creditId]);
      if (lot === undefined) return null;
      if (lot.hold === 'PENDING') throw notHoldable(creditId);
      if ((lot.hold === 'SUSPENDED') === isHeld) return false;
      await manager.query(ENTER, [
        ...[organizationId, isHeld ? 'SUSPEND' : 'RESUME', 'hold-credit', requestId],
        ...[null, creditId, isHeld ? 'SUSPENDED' : 'ACTIVE', null, null, reason],
      ]);
      await manager.query(HOLD, [creditId, isHeld ? 'SUSPENDED' : null]);
      return true;
    });
  }

  cancel({ organizationId, creditId, reason, requestId }: CreditCancellation): Promise<bigint | null> {
    return inLedgerTransaction(this.dataSource, async (manager) => {
      const [lot] = await manager.query<{ available_g: string }[]>(CREDIT, [organizationId, creditId]);
      if (lot === undefined) return null;
      const [{ status } = { status: '' }] = await manager.query<{ status: string }[]>(STATUS, [
        organizationId,
        creditId,
      ]);
      const grams = BigInt(lot.available_g);
      if (status !== 'ACTIVE' || grams === 0n) throw notCancellable(creditId, status);
      const origin = { organizationId, operation: 'cancel-credit', key: null, requestId };
      const postings = postingsOf('CANCEL', creditId, grams);
      const entryId = await postEntry(manager, origin, { kind: 'CANCEL', postings, lotCount: 1 });
      await manager.query(ENTER_CANCELLATION, [entryId, organizationId, creditId, reason]);
      return grams;
    });
  }
}

interface MarkedRow {
  readonly status: string;
  readonly registry_retirement_id: string | null;
  readonly evidence_url: string | null;
}

async function markWithin(manager: EntityManager, mark: RetirementMark): Promise<MarkOutcome> {
  const { organizationId, retirementId, status } = mark;
  const [retirement] = await manager.query<MarkedRow[]>(RETIREMENT, [organizationId, retirementId]);
  if (retirement === undefined) return { kind: 'unknown' };
  // What is not told again stays as it stands.
  const registryRetirementId = mark.registryRetirementId ?? retirement.registry_retirement_id;
  const evidenceUrl = mark.evidenceUrl ?? retirement.evidence_url;
  if (retirement.status === status) {
    const isSame =
      registryRetirementId === retirement.registry_retirement_id && evidenceUrl === retirement.evidence_url;
    return isSame ? { kind: 'marked', isNew: false } : { kind: 'other-evidence' };
  }
  if (retirement.status !== BEFORE[status]) return { kind: 'out-of-order', status: retirement.status };
  if (status === 'SUBMITTED') {
    const broken = await manager.query<{ credit_id: string }[]>(BROKEN_TONNES, [retirementId]);
    if (broken.length > 0)
      return { kind: 'not-whole-tonnes', creditIds: broken.map(({ credit_id }) => credit_id) };
  }
  await manager.query(ENTER, [
    ...[organizationId, KIND[status], 'mark-retirement', mark.requestId],
    ...[retirementId, null, status, registryRetirementId, evidenceUrl, mark.reason],
  ]);
  await manager.query(MARK, [retirementId, status, registryRetirementId, evidenceUrl]);
  return { kind: 'marked', isNew: true };
}
