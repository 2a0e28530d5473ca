import { summaryOf } from './test-summary.mjs';

const results = (changes) =>
  JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...changes });

describe('summaryOf', () => {
  it.each([
    ['all passed', results({}), 0, '5 passed, 0 failed', 0],
    ['some failed', results({ numFailedTests: 2 }), 1, '5 passed, 2 failed', 1],
    ['some were skipped', results({ numPendingTests: 1 }), 0, '5 passed, 0 failed, 1 skipped', 0],
    ['a file did not even load', results({ numRuntimeErrorTestSuites: 1 }), 1, '5 passed, 1 failed', 1],
    ['jest ended badly after its tests', results({}), 1, '5 passed, 1 failed', 1],
    ['jest never got to write', '', 1, '0 passed, 1 failed', 1],
    ['no test ran at all', results({ numPassedTests: 0 }), 0, '0 passed, 1 failed', 1],
  ])('when %s', (_, json, jestCode, line, exitCode) => {
    expect(summaryOf(json, jestCode)).toEqual({ line, exitCode });
  });
});
