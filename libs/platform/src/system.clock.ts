import type { Clock } from '@ecobe/carbon';
import type { Settings } from './settings';

type ClockSettings = Pick<Settings, 'ECOBE_CLOCK' | 'ECOBE_CLOCK_SPEED' | 'ECOBE_CLOCK_STARTED_AT_MS'>;

/** The suite's clock: real time, or time that starts at ECOBE_CLOCK and runs ECOBE_CLOCK_SPEED times as fast. */
export class SystemClock implements Clock {
  private readonly startedAtMs: number;
  private readonly originMs: number;

  constructor(private readonly settings: ClockSettings) {
    this.startedAtMs = settings.ECOBE_CLOCK_STARTED_AT_MS ?? Date.now();
    this.originMs = settings.ECOBE_CLOCK === undefined ? this.startedAtMs : Date.parse(settings.ECOBE_CLOCK);
  }

  nowMs(): number {
    const elapsedMs = Date.now() - this.startedAtMs;
    return Math.floor(this.originMs + elapsedMs * this.settings.ECOBE_CLOCK_SPEED);
  }
}
