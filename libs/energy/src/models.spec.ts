import { EnergyInputError } from './assumption';
import { findModel, nearestModels } from './models';
import { MODEL_GROUPS } from './models.data';
import { parseParameterCount } from './parameter-count';

describe('model table', () => {
  const rows = MODEL_GROUPS.flatMap((group) => group.rows);

  it('holds 91 models, each with a possible size', () => {
    expect(rows).toHaveLength(91);
    for (const [name, , totalB, activeB, span] of rows) {
      expect([name, activeB > 0 && activeB <= totalB]).toEqual([name, true]);
      if (span) expect([name, span[0] <= activeB && activeB <= span[1]]).toEqual([name, true]);
    }
  });

  it('gives every name and alias to one model only', () => {
    const names = rows.flatMap(([name, others]) => [name, ...others.split(' ').filter(Boolean)]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});

describe('findModel', () => {
  it.each([
    ['mixtral-8x22b', 140.6, 39.1],
    [' Mixtral_8x22B ', 140.6, 39.1],
    ['openai/gpt-oss-120b', 117, 5.1],
    ['claude-opus-4', 2000, 400],
    ['gpt-4o-20240513', 440, 88],
  ])('knows %s', (name, totalB, activeB) => {
    expect(findModel(name)).toMatchObject({ totalB, activeB, fromName: false });
  });

  it('reads the size off an unknown name', () => {
    expect(findModel('acme-chat-70b')).toMatchObject({ totalB: 70, activeB: 70, fromName: true });
    const mixture = findModel('acme-8x22b');
    expect(mixture.totalB).toBeCloseTo(143.6, 1);
    expect(mixture.activeB).toBeCloseTo(39.8, 1);
  });

  it('refuses a name that says nothing, with the nearest names', () => {
    expect(() => findModel('gpt-40')).toThrow(EnergyInputError);
    expect(nearestModels('mixtrl')).toContain('mixtral-8x7b');
    expect(nearestModels('gpt-40')).toContain('gpt-4o');
  });
});

describe('parseParameterCount', () => {
  it('spans what a plain count in the name of a known model means, 5th to 95th percentile', () => {
    const shares = MODEL_GROUPS.flatMap(({ rows }) =>
      rows.flatMap(([name, , , activeB, span = null]) => {
        const counted = span === null ? parseParameterCount(name) : null;
        return counted?.source.endsWith('taken as dense') ? [activeB / counted.activeB] : [];
      }),
    ).toSorted((a, b) => a - b);
    expect(shares).toHaveLength(40);
    const [low = NaN, high = NaN] = parseParameterCount('100b')?.activeSpanB ?? [];
    expect(low / 100).toBeCloseTo(shares[1] ?? NaN, 2);
    expect(high / 100).toBeCloseTo(shares[37] ?? NaN, 2);
    expect(parseParameterCount('x-235b-a22b')?.activeSpanB).toBeNull();
  });

  it.each([
    ['7b', 7, 7],
    ['llama-9-1.5b-instruct', 1.5, 1.5],
    ['135m', 0.135, 0.135],
    ['x-235b-a22b', 235, 22],
  ])('%s', (name, totalB, activeB) => {
    const counted = parseParameterCount(name);
    expect(counted?.totalB).toBeCloseTo(totalB, 9);
    expect(counted?.activeB).toBeCloseTo(activeB, 9);
  });

  it.each(['gpt', 'b', '0b', '99999b', 'v2beta', 'x-22b-a235b', '0x22b'])('finds none in %s', (name) => {
    expect(parseParameterCount(name)).toBeNull();
  });
});
