import { CreateDekes1763900200000 } from './migrations/create-dekes.migration';

/** This app's part of the database. */
export const DEKES_SCHEMA = { schema: 'dekes', migrations: [CreateDekes1763900200000] };
