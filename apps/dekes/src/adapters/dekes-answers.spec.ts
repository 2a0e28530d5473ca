import { eventOutcome, reportOutcome } from './dekes-answers';

const BODY = { queryId: 'q1', actualCO2: 1 };
const TOLD = { kind: 'told' };
const again = { kind: 'failed', isFinal: false };
const final = { kind: 'failed', isFinal: true };

describe('what DEKES answers', () => {
  it.each([
    ['its receipt', 200, '{"received":true,"queryId":"q1"}', TOLD],
    ['a receipt with more in it', 200, '{"received":true,"queryId":"q1","id":7}', TOLD],
    ['the receipt of another query', 200, '{"received":true,"queryId":"q2"}', again],
    ['no receipt', 200, '{"received":false,"queryId":"q1"}', again],
    ['a page', 200, '<html>login</html>', again],
    ['nothing', 204, '', again],
    ['that it is broken', 500, 'oops', again],
    ['that it is too busy', 429, '', again],
    ['that the key is wrong, which may be set right', 401, '{}', again],
    ['that it cannot be moved', 302, '', again],
    ['that the report is wrong', 400, '{"error":"actualCO2"}', final],
  ])('to a report: %s', (_what, status, text, outcome) => {
    expect(reportOutcome({ status, text }, BODY)).toMatchObject(outcome);
  });

  it.each([
    ['that it is made', 201, '{"id":"x"}', TOLD],
    ['that it was made before', 200, '{"status":"already_processed"}', TOLD],
    ['something else', 200, '{"ok":true}', again],
    ['a page with a good status', 201, '<html>', again],
    ['that the type is unknown', 422, '{}', final],
    ['that it is away', 503, '', again],
  ])('to an event: %s', (_what, status, text, outcome) => {
    expect(eventOutcome({ status, text })).toMatchObject(outcome);
  });

  it('is told in short', () => {
    const told = reportOutcome({ status: 500, text: 'x'.repeat(10_000) }, BODY);
    expect(told).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(told).length).toBeLessThan(250);
  });
});
