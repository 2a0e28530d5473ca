export {
  JOULES_PER_KWH,
  gramsCO2eq,
  gramsPerKwh,
  joulesToKwh,
  kilowattHours,
  operationalEmissions,
} from './quantities';
export type { GramsCO2eq, GramsPerKwh, KilowattHours } from './quantities';
export { DAY_MS, HOUR_MS, MINUTE_MS, startOfHour, toIso } from './time';
export type { Clock, Interval } from './time';
export { BASES, MAX_PLAUSIBLE_G_PER_KWH, QUALITIES, SIGNALS, parseSeriesId, seriesId } from './provenance';
export type { Basis, CarbonObservation, Quality, SeriesKey, Signal } from './provenance';
