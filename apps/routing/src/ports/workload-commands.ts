import type { Completion } from './settling-store';

/** Commands on one workload; each tells whether it was in a state to be obeyed. */
export interface WorkloadCommands {
  /** From accepted, dead, or planned while no try of handing it over is under way. */
  cancel(id: string): Promise<boolean>;
  /** From dead to accepted, while its last start lies ahead: its room was given to others, so it is planned anew. */
  retry(id: string, nowMs: number): Promise<boolean>;
  /**
   * From dispatched, settled on planned figures, or while it is being handed over: a receiver may be done before it answers. Work
   * that was then handed over later than its plan by more than the usual delay, milliseconds, ran that much later.
   */
  complete(id: string, completion: Completion, nowMs: number, usualDelayMs: number): Promise<boolean>;
  /** Whether its end was reported with these figures. */
  isCompletedAs(id: string, completion: Completion): Promise<boolean>;
}
