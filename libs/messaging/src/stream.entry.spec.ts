import { entriesOfClaim, entriesOfRead } from './stream.entry';

describe('stream entries', () => {
  it('are read from every stream, and a read that timed out has none', () => {
    const answer = [
      ['a', [['1-0', ['m', '{"id":"1"}']]]],
      ['b', [['2-0', ['other', 'x']]]],
    ];
    expect(entriesOfRead(answer)).toEqual([
      { stream: 'a', entryId: '1-0', text: '{"id":"1"}', attempt: 1 },
      { stream: 'b', entryId: '2-0', text: null, attempt: 1 },
    ]);
    expect(entriesOfRead(null)).toEqual([]);
  });

  it('are claimed with their number of deliveries, and deleted ones are passed by', () => {
    const answer = ['0-0', [['1-0', ['m', '{}']], null, ['2-0', null]], []];
    expect(entriesOfClaim('a', answer, new Map([['1-0', 3]]))).toEqual([
      { stream: 'a', entryId: '1-0', text: '{}', attempt: 3 },
      { stream: 'a', entryId: '2-0', text: null, attempt: 2 },
    ]);
  });
});
