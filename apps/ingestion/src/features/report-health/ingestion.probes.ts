import { providerCheck } from '@ecobe/contracts';
import type { GridSnapshotReader, HealthCheck } from '@ecobe/contracts';
import { BASES } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { ProviderStatus } from '../../ports/provider-status';
import { currentOf } from '../read-current/region-intensity';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { isFailing } from './provider-status-board';
import type { ProviderStatusBoard } from './provider-status-board';

/** One check per provider: what it was asked, how that went, and what of its answers was turned away. */
export const providerChecks = (
  names: readonly string[],
  board: ProviderStatusBoard,
  clock: Clock,
): Record<string, () => HealthCheck> =>
  Object.fromEntries(
    names.map((name) => [providerCheck(name), () => checkOf(board.all().get(name), clock.nowMs())]),
  );

function checkOf(status: Readonly<ProviderStatus> | undefined, nowMs: number): HealthCheck {
  if (status === undefined) return { status: 'ok', detail: 'not asked yet' };
  const { asked, succeeded, failed, isCircuitOpen, lastSuccessAtMs, lastFailure, rejected } = status;
  const isDegraded = isCircuitOpen || isFailing(status);
  const ageSeconds = (atMs: number | null) => (atMs === null ? null : Math.floor((nowMs - atMs) / 1000));
  return {
    status: isDegraded ? 'degraded' : 'ok',
    ...(isDegraded && lastFailure !== null ? { detail: `${lastFailure.kind}: ${lastFailure.message}` } : {}),
    asked,
    succeeded,
    failed,
    isCircuitOpen,
    lastSuccessAgeSeconds: ageSeconds(lastSuccessAtMs),
    rejected,
  };
}

/** How many zones have data, by quality. */
export function zonesCheck(
  zoneIds: readonly string[],
  snapshot: Pick<GridSnapshotReader, 'current'>,
  clock: Clock,
  mode: SimulationMode,
): HealthCheck {
  const zones: Record<string, number> = {};
  for (const zone of zoneIds) {
    const nowMs = clock.nowMs();
    const values = BASES.map((basis) => currentOf(snapshot, { zone, basis }, nowMs, mode));
    const quality = values.find((value) => value !== null)?.quality ?? 'none';
    zones[quality] = (zones[quality] ?? 0) + 1;
  }
  const without = zones['none'] ?? 0;
  return without === 0
    ? { status: 'ok', zones }
    : { status: 'degraded', detail: `${without} zones have no data`, zones };
}
