import { unsafeParts } from './unsafe-input';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

describe('unsafeParts', () => {
  it('finds nothing wrong with ordinary input', () => {
    expect(unsafeParts({ a: [1, { b: 'x' }, null, true], c: {} })).toEqual([]);
    expect(unsafeParts(undefined)).toEqual([]);
    expect(unsafeParts(nested(31))).toEqual([]);
  });

  it('finds every number that is not finite, in lists too', () => {
    expect(unsafeParts(JSON.parse('{"a":1e400,"b":[0,-1e400],"c/d~":{"e":1e999}}'))).toEqual([
      { pointer: '/a', detail: 'must be a finite number' },
      { pointer: '/b/1', detail: 'must be a finite number' },
      { pointer: '/c~1d~0/e', detail: 'must be a finite number' },
    ]);
  });

  it('finds keys that reach for prototypes, and does not look behind them', () => {
    expect(unsafeParts(JSON.parse('{"x":{"__proto__":{"y":1e400}},"constructor":1}'))).toEqual([
      { pointer: '/x/__proto__', detail: 'the name "__proto__" is not allowed' },
      { pointer: '/constructor', detail: 'the name "constructor" is not allowed' },
    ]);
  });

  it('stops at 32 levels', () => {
    const [fault] = unsafeParts(nested(33));
    expect(fault?.detail).toBe('nested deeper than 32 levels');
    expect(fault?.pointer.split('/')).toHaveLength(33);
  });
});
