import { emissionLogState } from './emission-log-state';

describe('whether emissions are in the emission log', () => {
  const of = (isTold: boolean, isNameless: boolean, refusal?: string | null) =>
    emissionLogState({ isTold, isNameless, waiting: refusal === undefined ? null : { refusal } });

  it('is so once the log has taken them, and not before', () => {
    expect(of(true, false)).toEqual({ isInEmissionLog: true, emissionLogReason: null });
    expect(of(true, false, null)).toEqual({
      ...{ isInEmissionLog: false, emissionLogReason: 'it waits to be taken' },
    });
  });

  it('is not so where the log refused them, or nobody told it, each with its reason', () => {
    const reasons = [of(true, false, 'unknown zone'), of(false, true), of(false, false)];
    expect(reasons.map(({ isInEmissionLog }) => isInEmissionLog)).toEqual([false, false, false]);
    expect(reasons.map(({ emissionLogReason }) => emissionLogReason)).toEqual([
      'the log refused it: unknown zone',
      'no organizationId is known of it',
      'it was settled before there was a log',
    ]);
  });
});
