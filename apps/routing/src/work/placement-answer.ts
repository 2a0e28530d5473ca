import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { BaselineAnswer, PlacedAnswer, PlacementExclusion, PlacementWarning } from '@ecobe/contracts';
import { meanIntensity, meanOfHours, provenanceWarnings, runHours, slotStartMs } from '@ecobe/placement';
import type { Placement, RegionRefusal } from '@ecobe/placement';
import { transferG } from './choose-placement';
import type { PlacementFrame } from './choose-placement';
import { baselineSpan } from './requested-work';
import type { CandidateRegion, RequestedWork } from './requested-work';

/**
 * Spans that a placement really runs in, as long together as the work is: its last slot is not always a whole one. Where
 * whole slots would have ended too late it starts in the running slot, off the grid, as soon as it may.
 */
export function spansOf(
  { runs }: Placement,
  { arrivalMs, durationMs }: RequestedWork,
  nowMs: number,
): Interval[] {
  const readyMs = Math.max(nowMs, arrivalMs);
  let leftMs = durationMs;
  return runs.map(({ from, until }) => {
    const startMs = Math.max(readyMs, slotStartMs(from));
    const lengthMs = Math.min(leftMs, slotStartMs(until) - slotStartMs(from));
    leftMs -= lengthMs;
    return { startMs, endMs: startMs + lengthMs };
  });
}

const secondsSince = (instantMs: number, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - instantMs) / 1000));

const candidatesOf = (work: RequestedWork): readonly CandidateRegion[] => [work.home, ...work.others];

/** What its hours cost there, USD; null where no price is known. */
const costOf = ({ usdPerHour }: CandidateRegion, { durationMs }: RequestedWork): number | null =>
  usdPerHour === null ? null : (usdPerHour * durationMs) / HOUR_MS;

/** The baseline with its emissions by the forecast of now. */
export function baselineAnswer(work: RequestedWork, { book }: PlacementFrame): BaselineAnswer {
  const { home, energyKwh, basis } = work;
  const span = baselineSpan(work);
  const forecast = book.forecastOf(home, basis);
  const gPerKwh = forecast === undefined ? null : meanIntensity(book.seriesOf(forecast), [span]);
  const unknown = forecast === undefined ? 'no forecast of it is known' : 'its forecast does not reach';
  return {
    region: home.resolved.name,
    zone: home.resolved.zone,
    startAt: toIso(span.startMs),
    endAt: toIso(span.endMs),
    estimatedCO2: gPerKwh === null ? null : energyKwh * gPerKwh,
    estimatedCost: costOf(home, work),
    reason: gPerKwh === null ? unknown : null,
  };
}

/** A placement with all that is expected of it; its forecast is known, or it would not be one. */
export function placedAnswer(
  placement: Placement,
  work: RequestedWork,
  frame: PlacementFrame,
  baselineCO2: number | null,
): PlacedAnswer {
  const place = candidatesOf(work).find(({ region }) => region === placement.region);
  const forecast = place && frame.book.forecastOf(place, work.basis);
  if (place === undefined || forecast === undefined) throw new Error(`${placement.region} was placed unseen`);
  const spans = spansOf(placement, work, frame.nowMs);
  const transferCO2 = place === work.home ? 0 : (transferG(work, frame) ?? NaN);
  const { startMs } = frame.book.seriesOf(forecast);
  const hours = runHours(spans);
  const grams = (values: number[]) =>
    work.energyKwh * (meanOfHours({ startMs, values }, hours) ?? NaN) + transferCO2;
  const mid = grams(forecast.values);
  const slots = spans.map((span) => ({ startAt: toIso(span.startMs), endAt: toIso(span.endMs) }));
  const startAt = slots[0]?.startAt ?? toIso(NaN);
  return {
    region: place.resolved.name,
    zone: place.resolved.zone,
    startAt,
    endAt: slots.at(-1)?.endAt ?? startAt,
    slots,
    estimatedCO2: mid,
    range: { low: grams(forecast.p10), mid, high: grams(forecast.p90) },
    transferCO2,
    avoidedCO2: baselineCO2 === null ? null : baselineCO2 - mid,
    estimatedCost: costOf(place, work),
    carbonIntensity: (mid - transferCO2) / work.energyKwh,
    signal: forecast.signal,
    basis: work.basis,
    source: forecast.source,
    quality: forecast.quality,
    model: forecast.model,
    validAt: startAt,
    ageSeconds: secondsSince(frame.book.issuedMsOf(forecast), frame.nowMs),
  };
}

/** Regions that it cannot be placed in, as the caller named them. */
export const exclusionsOf = (refusals: readonly RegionRefusal[], work: RequestedWork): PlacementExclusion[] =>
  refusals.map(({ region, code, reason }) => {
    const { name, zone } =
      candidatesOf(work).find((candidate) => candidate.region === region)?.resolved ?? work.home.resolved;
    return { region: name, zone, code, reason };
  });

/** What the reader should know of the forecasts that were compared, home's included. */
export function placementWarnings(
  placements: readonly Placement[],
  work: RequestedWork,
  { book, nowMs }: PlacementFrame,
): PlacementWarning[] {
  const compared = new Set([...placements.map(({ region }) => region), work.home.region]);
  const provenance = candidatesOf(work)
    .filter(({ region }) => compared.has(region))
    .flatMap((candidate) => {
      const forecast = book.forecastOf(candidate, work.basis);
      if (forecast === undefined) return [];
      const knownUntilMs = book.issuedMsOf(forecast);
      return [{ region: candidate.resolved.name, quality: forecast.quality, knownUntilMs }];
    });
  return provenanceWarnings(provenance, nowMs);
}
