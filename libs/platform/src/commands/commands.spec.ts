import { newTimeOrderedId } from './time-ordered-id';
import { canonicalJson, requestHash } from './request-hash';

describe('newTimeOrderedId', () => {
  it('is a UUID of version 7 that carries its millisecond', () => {
    const id = newTimeOrderedId(Date.UTC(2026, 2, 1));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 2, 1));
  });

  it('sorts by time and differs within a millisecond', () => {
    expect(newTimeOrderedId(1000) < newTimeOrderedId(1001)).toBe(true);
    expect(newTimeOrderedId(1000)).not.toBe(newTimeOrderedId(1000));
  });
});

describe('requestHash', () => {
  it('sees through the order of members, at any depth, and not through that of lists', () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: null })).toBe('{"a":null,"b":[{"x":2,"y":1}]}');
    expect(requestHash('route', { a: 1, b: 2 })).toBe(requestHash('route', { b: 2, a: 1 }));
    expect(requestHash('route', { a: [1, 2] })).not.toBe(requestHash('route', { a: [2, 1] }));
    expect(requestHash('route', {})).not.toBe(requestHash('other', {}));
  });
});
