import { pageOf } from './page';

const LIST = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

describe('page of a list', () => {
  it.each([
    [{ limit: 3 }, ['a', 'b', 'c'], 'c'],
    [{ limit: 3, cursor: 'c' }, ['d'], null],
    [{ limit: 4 }, ['a', 'b', 'c', 'd'], null],
    [{ limit: 2, cursor: 'd' }, [], null],
  ])('%j', (query, ids, nextCursor) => {
    const page = pageOf(LIST, query);
    expect([page.items.map(({ id }) => id), page.nextCursor]).toEqual([ids, nextCursor]);
  });

  it('refuses a cursor that it never gave', () => {
    expect(() => pageOf(LIST, { limit: 2, cursor: 'bb' })).toThrow('cursor is of no page');
  });
});
