import { AllowLateStarts1763940000000 } from './migrations/allow-late-starts.migration';
import { CountPlanFaults1763930000000 } from './migrations/count-plan-faults.migration';
import { CreateRoutingDecision1763900100000 } from './migrations/create-routing-decision.migration';
import { CreateWorkload1763910000000 } from './migrations/create-workload.migration';
import { DateRoomPrices1764000000000 } from './migrations/date-room-prices.migration';
import { IndexDeadWorkloads1763920000000 } from './migrations/index-dead-workloads.migration';
import { KeysOfOrganizations1763950000000 } from './migrations/keys-of-organizations.migration';
import { LogEmissions1763970000000 } from './migrations/log-emissions.migration';
import { NoteHandOver1763960000000 } from './migrations/note-hand-over.migration';
import { NoteRefusedEmissions1764010000000 } from './migrations/note-refused-emissions.migration';
import { PriceRoom1763980000000 } from './migrations/price-room.migration';
import { ShareJointRounds1763990000000 } from './migrations/share-joint-rounds.migration';

/** This app's part of the database. */
export const ROUTING_SCHEMA = {
  schema: 'routing',
  migrations: [
    CreateRoutingDecision1763900100000,
    CreateWorkload1763910000000,
    IndexDeadWorkloads1763920000000,
    CountPlanFaults1763930000000,
    AllowLateStarts1763940000000,
    KeysOfOrganizations1763950000000,
    NoteHandOver1763960000000,
    LogEmissions1763970000000,
    PriceRoom1763980000000,
    ShareJointRounds1763990000000,
    DateRoomPrices1764000000000,
    NoteRefusedEmissions1764010000000,
  ],
};
