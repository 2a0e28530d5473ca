/** Histories that begin with one of these values meet a trainer that goes wrong. */
export const FAULTS = { hangs: 101, throws: 102, exits: 103, worksLong: 104, eatsMemory: 105 };
