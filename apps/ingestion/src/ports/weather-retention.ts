/** Lets go of stored runs of weather. */
export interface WeatherRetention {
  /** Of each zone, source and UTC day keeps the first run alone, of runs issued before the instant. @returns runs dropped. */
  keepFirstOfDay(sources: readonly string[], beforeMs: number): Promise<number>;
  /** Drops all runs issued before the instant. @returns runs dropped. */
  dropRuns(sources: readonly string[], beforeMs: number): Promise<number>;
}
