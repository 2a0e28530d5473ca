import { CreateDekes1763900200000 } from './migrations/create-dekes.migration';
import { IndexDekesHistory1763900600000 } from './migrations/index-dekes-history.migration';
import { IndexDekesPlans1763900300000 } from './migrations/index-dekes-plans.migration';
import { LogEmissions1763900500000 } from './migrations/log-emissions.migration';
import { KeysOfOrganizations1763900400000 } from './migrations/keys-of-organizations.migration';
import { NoteRefusedEmissions1763900700000 } from './migrations/note-refused-emissions.migration';

/** This app's part of the database. */
export const DEKES_SCHEMA = {
  schema: 'dekes',
  migrations: [
    CreateDekes1763900200000,
    IndexDekesPlans1763900300000,
    KeysOfOrganizations1763900400000,
    LogEmissions1763900500000,
    IndexDekesHistory1763900600000,
    NoteRefusedEmissions1763900700000,
  ],
};
