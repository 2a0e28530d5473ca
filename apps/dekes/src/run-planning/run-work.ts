import type { DekesAssumption } from '@ecobe/contracts';
import { minutesOfResults, resultsOfMinutes, searchRunEnergy } from '@ecobe/energy';
import type { SearchRunFigures } from '@ecobe/energy';

/** What a run of DEKES takes, wherever it runs. */
export interface RunWork {
  readonly minutes: number;
  readonly results: number;
  /** Of its computers, before the overhead of a building. */
  readonly energyKwh: number;
  readonly assumptions: readonly DekesAssumption[];
}

/** Length of a run whose caller tells neither that nor its results. */
const DEFAULT_MINUTES = 10;
const PACE = '2 minutes for each 100 results (DEKES)';

const minutesAssumed = (value: number, source: string): DekesAssumption => ({
  input: 'durationMinutes',
  value,
  unit: 'minutes',
  source,
});

/** The run of a search with so many results. */
export function workOfResults(results: number, figures: SearchRunFigures): RunWork {
  const minutes = minutesOfResults(results);
  const energyKwh = searchRunEnergy({ minutes, results }, figures);
  return { minutes, results, energyKwh, assumptions: [minutesAssumed(minutes, PACE)] };
}

/** A run of so many minutes; undefined: nothing is known of it. */
export function workOfMinutes(stated: number | undefined, figures: SearchRunFigures): RunWork {
  const minutes = stated ?? DEFAULT_MINUTES;
  const results = resultsOfMinutes(minutes);
  const resultsAssumed = { input: 'estimatedResults', value: results, unit: 'results', source: PACE };
  return {
    minutes,
    results,
    energyKwh: searchRunEnergy({ minutes, results }, figures),
    assumptions: [
      ...(stated === undefined ? [minutesAssumed(minutes, 'a search for 500 results')] : []),
      resultsAssumed,
    ],
  };
}
