import { BASES, DAY_MS, seriesId } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { GridHoursRequest, GridHoursResponse } from '@ecobe/contracts';
import type { GridHoursReader } from '../../ports/grid-hours-reader';
import type { ObservationReader } from '../../ports/observation-store';
import { invalidInput, refuseUnknownZone, wholeHours } from '../read-series/zone-hours';
import { chooseSeries, recentSpan } from '../refresh-snapshot/series-choice';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { sourceHours } from './source-hours';
import { weatherByAge } from './weather-by-age';

const LONGEST_SPAN_MS = 92 * DAY_MS;

/**
 * Generation and weather of a zone, hour by hour, as known now. A zone whose series is simulated has neither: its hours
 * have no megawatts, and real weather does not move them.
 */
export class ReadGridHoursUseCase {
  constructor(
    private readonly observations: Pick<ObservationReader, 'newest'>,
    private readonly gridHours: GridHoursReader,
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
  ) {}

  /** @throws ProblemError 400 UNKNOWN_REGION or INVALID_INPUT. */
  async run(request: GridHoursRequest): Promise<GridHoursResponse> {
    const { zone, basis, start } = request;
    refuseUnknownZone(zone);
    if (!BASES.includes(basis)) throw invalidInput(`${String(basis)} is no basis: ${BASES.join(' or ')}`);
    const span = wholeHours(request, LONGEST_SPAN_MS);
    const nowMs = this.clock.nowMs();
    const answer: GridHoursResponse = { zone, basis, start, sources: [], weatherByAgeDays: [] };
    if (!(await this.isReal(request, nowMs))) return answer;
    const [hours, runs] = await Promise.all([
      this.gridHours.generation(zone, span, nowMs),
      this.gridHours.weatherRuns(zone, span, nowMs),
    ]);
    return {
      ...answer,
      sources: sourceHours(hours, basis, span),
      weatherByAgeDays: weatherByAge(runs, span, nowMs),
    };
  }

  private async isReal({ zone, basis }: GridHoursRequest, nowMs: number): Promise<boolean> {
    const newest = await this.observations.newest(recentSpan(nowMs), nowMs, zone);
    const chosen = chooseSeries(newest, this.mode).get(seriesId({ zone, signal: 'average', basis }));
    return chosen?.kind === 'real';
  }
}
