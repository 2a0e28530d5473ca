/** Thrown by the handler of a job that could not run now, through no fault of its own: it costs none of its attempts. */
export class JobPostponedError extends Error {
  override readonly name = 'JobPostponedError';

  /** @param delayMs until it may run again, here or in another process */
  constructor(
    readonly delayMs: number,
    reason: string,
  ) {
    super(reason);
  }
}
