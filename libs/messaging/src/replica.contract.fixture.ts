import { domainEvent, rpc } from '@ecobe/contracts';

export interface Work {
  n: number;
  workMs: number;
}

export interface WorkDone {
  n: number;
  pid: number;
  attempt: number;
}

export const WORK = rpc<Work, WorkDone>('replica.work');
export const HAPPENED = domainEvent<{ n: number }>('replica.happened');

/** Redis list of the numbers whose work was begun, in order, once per execution. */
export const executionsKey = (keyPrefix: string): string => `${keyPrefix}executions`;
/** Redis list of the numbers that were heard of. */
export const heardKey = (keyPrefix: string): string => `${keyPrefix}heard`;
