import type { StoredWorkload } from '../../ports/dekes-workload';
import { unitOf } from './functional-unit';

const QUERY = { name: 'queries', count: 1 };
const LEADS = { name: 'leads', count: 40 };

describe('what a run brought', () => {
  it.each([
    ['a query that ran', { runStatus: 'success' }, QUERY],
    ['a query of which only its emissions were told', { reportedG: 0.1 }, QUERY],
    ['a query that nobody said anything of', {}, null],
    ['a query that ran in part', { runStatus: 'partial' }, null],
    ['what DEKES counted of it', { runStatus: 'partial', functionalUnit: LEADS }, LEADS],
    ['what DEKES counted of a run without a query', { queryId: null, functionalUnit: LEADS }, LEADS],
    ['a run without a query', { queryId: null, runStatus: 'success' }, null],
    ['a run that failed', { runStatus: 'failed', reportedG: 0.1, functionalUnit: LEADS }, null],
  ])('%s', (_what, change, expected) => {
    const silent = { functionalUnit: null, queryId: 'q', runStatus: null, reportedG: null };
    expect(unitOf({ ...silent, ...change } as StoredWorkload)).toEqual(expected);
  });
});
