/**
 * The last line of a test run, `N passed, N failed`, from jest's JSON. A spec file that could not run, and a run that
 * ended badly without a failed test, each count as a failure: silence never passes.
 */
export function summaryOf(json, jestCode) {
  const results = json === '' ? {} : JSON.parse(json);
  const passed = results.numPassedTests ?? 0;
  const skipped = (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);
  const told = (results.numFailedTests ?? 0) + (results.numRuntimeErrorTestSuites ?? 0);
  const failed = told === 0 && (jestCode !== 0 || passed === 0) ? 1 : told;
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, exitCode: failed === 0 ? 0 : 1 };
}
