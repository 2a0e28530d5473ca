import type { Training, TrainingLog } from '../../ports/training-log';

/** Progress is kept at every twentieth: enough for people, few writes. */
const STEP = 0.05;

/** Keeps how far a training is, one write after the other, so that none arrives after that of its end. */
export class KeptProgress {
  private writing: Promise<void> = Promise.resolve();
  private told = 0;

  constructor(
    private readonly log: Pick<TrainingLog, 'save'>,
    private readonly running: Training,
  ) {}

  tell(share: number): void {
    if (share < this.told + STEP) return;
    this.told = share;
    // Progress that cannot be kept is no reason to fail.
    const write = () => this.log.save({ ...this.running, shareDone: share });
    this.writing = this.writing.then(write).catch(() => undefined);
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await this.writing;
  }
}
