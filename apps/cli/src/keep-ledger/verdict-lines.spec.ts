import { verdictLines } from './verdict-lines';

describe('verdictLines', () => {
  it('says that nothing is wrong, and how much was looked at', () => {
    expect(verdictLines({ findings: [], entryCount: 12, blockCount: 3 })).toEqual([
      'The books keep every rule: 12 entries in 3 audit blocks.',
    ]);
  });

  it('names what is wrong', () => {
    const findings = [
      { invariant: 'I-4', rule: 'what was recorded never changes', what: 'entry 7 of org is changed' },
    ];
    expect(verdictLines({ findings, entryCount: 12, blockCount: 3 })).toEqual([
      'I-4 entry 7 of org is changed: what was recorded never changes',
      '1 findings in 12 entries in 3 audit blocks.',
    ]);
  });
});
