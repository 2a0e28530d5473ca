import type { Log } from '../../ports/log';
import type { RefreshSnapshotUseCase } from './refresh-snapshot.use-case';

const GATHERED_MS = 2_000;

/** Gathers what many polls touched into one refresh, so that the others hear a few times a minute at most. */
export class RefreshSoon {
  private touched = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly refresh: Pick<RefreshSnapshotUseCase, 'run'>,
    private readonly log: Log,
    private readonly delayMs = GATHERED_MS,
  ) {}

  touch(seriesIds: Iterable<string>): void {
    for (const id of seriesIds) this.touched.add(id);
    if (this.touched.size > 0) this.timer ??= setTimeout(() => void this.run(), this.delayMs).unref();
  }

  private async run(): Promise<void> {
    const { touched } = this;
    this.touched = new Set();
    this.timer = null;
    try {
      await this.refresh.run(touched);
    } catch (error) {
      // the regular refresh comes within a minute
      this.log.warn({ err: error }, 'the grid snapshot could not be refreshed');
    }
  }
}
