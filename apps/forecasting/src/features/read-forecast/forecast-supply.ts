import { HOUR_MS, seriesId, startOfHour } from '@ecobe/carbon';
import type { Basis, Clock, SeriesKey } from '@ecobe/carbon';
import { ProblemError, isSameKind } from '@ecobe/contracts';
import type { ForecastProvenance, GridSnapshotReader } from '@ecobe/contracts';
import { toIso } from '@ecobe/carbon';
import type { ForecastStore } from '../../ports/forecast-store';
import { endOf } from '../../ports/issued-forecast';
import type { IssuedForecast } from '../../ports/issued-forecast';
import type { IssueForecastUseCase, IssueOutcome } from '../issue-forecast/issue-forecast.use-case';
import { seriesOfRegion } from './series-of-region';

/** Rounds come several times an hour; a forecast older than this means that they do not. */
const FRESH_MS = 2 * HOUR_MS;
const RETRY_AFTER_SECONDS = 900;

/** The forecast that answers a question about a region: the newest stored one, or one that is issued for the question. */
export class ForecastSupply {
  constructor(
    private readonly store: ForecastStore,
    private readonly issueForecast: Pick<IssueForecastUseCase, 'issue'>,
    private readonly snapshot: Pick<GridSnapshotReader, 'current'>,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400 `UNKNOWN_REGION` */
  seriesOf(region: string, basis: Basis): SeriesKey {
    return seriesOfRegion(region, basis);
  }

  /**
   * A forecast that reaches `untilMs`, as far as any can. An older one that still reaches serves when no new one can be
   * made: its age is told, and it is better than nothing. One from simulated data never serves a series that is real
   * now, nor the other way round.
   * @throws ProblemError 404 `NO_OBSERVATIONS`, 503 `FORECAST_UNAVAILABLE`, or what ingestion refused with.
   */
  async reaching(key: SeriesKey, untilMs: number): Promise<IssuedForecast> {
    const nowMs = this.clock.nowMs();
    const stored = await this.storedFor(key, nowMs);
    const reaches = stored !== null && endOf(stored) >= untilMs;
    if (reaches && nowMs - stored.issuedAtMs < FRESH_MS) return stored;
    const outcome = await this.issueUnless(key, reaches ? stored : null);
    if (outcome.kind !== 'refused') return outcome.forecast;
    if (stored !== null && endOf(stored) > startOfHour(nowMs) + HOUR_MS) return stored;
    throw refusal(key, outcome);
  }

  /** The newest stored forecast of the kind that the series is of now. */
  private async storedFor(key: SeriesKey, nowMs: number): Promise<IssuedForecast | null> {
    const current = this.snapshot.current(seriesId(key));
    if (current === undefined) return null;
    const stored = await this.store.newest(key, nowMs);
    return stored !== null && isSameKind(current, stored) ? stored : null;
  }

  private async issueUnless(key: SeriesKey, fallback: IssuedForecast | null): Promise<IssueOutcome> {
    try {
      return await this.issueForecast.issue(key);
    } catch (error) {
      const isKnownToBeGone = error instanceof ProblemError && error.problem.status === 404;
      if (fallback === null || isKnownToBeGone) throw error;
      return { kind: 'kept', forecast: fallback };
    }
  }

  /** What every answer says of the forecast under it. */
  provenance(region: string, forecast: IssuedForecast): ForecastProvenance {
    const { zone, signal, basis, source, quality, issuedAtMs, model } = forecast;
    const ageSeconds = Math.max(0, Math.round((this.clock.nowMs() - issuedAtMs) / 1000));
    return { region, zone, signal, basis, source, quality, issuedAt: toIso(issuedAtMs), ageSeconds, model };
  }
}

function refusal({ zone, basis }: SeriesKey, { knownHours, reason }: { knownHours: number; reason: string }) {
  if (knownHours === 0) {
    return new ProblemError({
      status: 404,
      code: 'NO_OBSERVATIONS',
      title: 'No observations',
      detail: `Zone ${zone} has no ${basis} carbon intensity in the last 28 days, so there is nothing to forecast from.`,
      extensions: { zone, basis },
    });
  }
  return new ProblemError({
    status: 503,
    code: 'FORECAST_UNAVAILABLE',
    title: 'Forecast unavailable',
    detail: `Zone ${zone} cannot be forecast yet: ${reason}.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    extensions: { zone, basis },
  });
}
