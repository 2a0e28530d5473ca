export { gramsCO2eq, gramsPerKwh, joulesToKwh, kilowattHours } from './quantities';
export type { GramsCO2eq, GramsPerKwh, KilowattHours } from './quantities';
export { DAY_MS, HOUR_MS, MINUTE_MS, startOfHour, toIso } from './time';
export type { Clock, Interval } from './time';
export {
  BASES,
  MAX_PLAUSIBLE_G_PER_KWH,
  QUALITIES,
  SIGNALS,
  parseSeriesId,
  seriesId,
  worstQuality,
} from './provenance';
export type { Basis, CarbonObservation, Quality, SeriesKey, Signal } from './provenance';
export { cloudRegions, cloudRegionsOfZone, findZone, zones } from './catalogue/catalogue';
export type { ListedCloudRegion } from './catalogue/catalogue';
export { PROVIDERS } from './catalogue/cloud-region';
export type { Provider } from './catalogue/cloud-region';
export { zoneOfDataset } from './catalogue/dataset-zones';
export {
  EMISSION_FACTORS,
  EUROPEAN_LIFECYCLE_G_PER_KWH,
  emissionFactorGPerKwh,
  intensityOfGeneration,
} from './catalogue/emission-factors';
export { GENERATION_MODES } from './catalogue/generation';
export type { ByMode, GenerationMode } from './catalogue/generation';
export type { Place } from './catalogue/geography';
export { latencyBetween } from './catalogue/latency';
export { pueOf } from './catalogue/provider-pue';
export { publishedMean } from './catalogue/published-mean';
export type { PublishedMean } from './catalogue/published-mean';
export { referencePrice } from './catalogue/reference-price';
export { resolveRegion } from './catalogue/resolve-region';
export type { ResolvedRegion, UnknownRegion } from './catalogue/resolve-region';
export { SOURCES } from './catalogue/sources';
export { weatherPoints } from './catalogue/weather-points';
export type { WeatherPoint } from './catalogue/weather-points';
export type { Zone } from './catalogue/zone';
