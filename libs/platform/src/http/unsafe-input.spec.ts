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

  it.each(['a\u0000b', '\u0000', 'a\ud800b', '\udc00', '\ud800\ud800\udc00'])(
    'finds %j, which no store keeps, as a text and as a name',
    (text) => {
      const detail = 'must not hold U+0000 or half of a surrogate pair';
      expect(unsafeParts(text)).toEqual([{ pointer: '', detail }]);
      expect(unsafeParts({ a: [{ b: text }] })).toEqual([{ pointer: '/a/0/b', detail }]);
      expect(unsafeParts({ [text]: 1 })).toEqual([
        { pointer: `/${text}`, detail: `the name ${JSON.stringify(text)} is not allowed` },
      ]);
    },
  );

  it('takes what is beyond the first plane, and other control characters', () => {
    expect(unsafeParts({ '\u{1f600}': '\ud83d\ude00 \u{10ffff}\n\t\u0001' })).toEqual([]);
  });

  it('stops at 32 levels', () => {
    const [fault] = unsafeParts(nested(33));
    expect(fault?.detail).toBe('nested deeper than 32 levels');
    expect(fault?.pointer.split('/')).toHaveLength(33);
  });
});
