import { CompareEmissions1763920500000 } from './migrations/compare-emissions.migration';
import { CompareSerialSeries1763920600000 } from './migrations/compare-serial-series.migration';
import { CreateAuditChain1763920200000 } from './migrations/create-audit-chain.migration';
import { CreateEmissionLog1763920100000 } from './migrations/create-emission-log.migration';
import { CreateOffsetPolicy1763920400000 } from './migrations/create-offset-policy.migration';
import { CreateReversal1763920300000 } from './migrations/create-reversal.migration';
import { ClaimRegistryRetirements1763921800000 } from './migrations/claim-registry-retirements.migration';
import { CheckCertificates1763921700000 } from './migrations/check-certificates.migration';
import { IndexNewest1763921900000 } from './migrations/index-newest.migration';
import { GuardAnswers1763921600000 } from './migrations/guard-answers.migration';
import { KeepManyChains1763921500000 } from './migrations/keep-many-chains.migration';
import { CreateLedger1763920000000 } from './migrations/create-ledger.migration';
import { DeriveExpiredStatus1763920610000 } from './migrations/derive-expired-status.migration';
import { KeepPolicyFailure1763921050000 } from './migrations/keep-policy-failure.migration';
import { CreateSustainabilityReport1763920900000 } from './migrations/create-sustainability-report.migration';
import { GuardEmissionLog1763920930000 } from './migrations/guard-emission-log.migration';
import { PruneCommands1763921070000 } from './migrations/prune-commands.migration';
import { SumConfirmed1763921060000 } from './migrations/sum-confirmed.migration';
import { SumEmissions1763920800000 } from './migrations/sum-emissions.migration';

/** Writers queue on lots anyway: a few connections do, and leave the database room. */
const POOL_SIZE = 12;

/** Of every session: who waits longer than this for others is told to try again. */
const LIMITS = { statementMs: 5_000, lockMs: 2_000, idleInTransactionMs: 10_000 };

/** This app's part of the database. */
export const CREDITS_SCHEMA = {
  schema: 'credits',
  migrations: [
    CreateLedger1763920000000,
    CreateEmissionLog1763920100000,
    CreateAuditChain1763920200000,
    CreateReversal1763920300000,
    CreateOffsetPolicy1763920400000,
    CompareEmissions1763920500000,
    CompareSerialSeries1763920600000,
    DeriveExpiredStatus1763920610000,
    SumEmissions1763920800000,
    CreateSustainabilityReport1763920900000,
    GuardEmissionLog1763920930000,
    KeepPolicyFailure1763921050000,
    SumConfirmed1763921060000,
    PruneCommands1763921070000,
    KeepManyChains1763921500000,
    GuardAnswers1763921600000,
    CheckCertificates1763921700000,
    ClaimRegistryRetirements1763921800000,
    IndexNewest1763921900000,
  ],
  poolSize: POOL_SIZE,
  limits: LIMITS,
};
