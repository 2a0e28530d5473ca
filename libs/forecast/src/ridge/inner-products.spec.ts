import * as fc from 'fast-check';
import { InnerProducts, dot } from './inner-products';

const plainDot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('dot', () => {
  it.each([0, 1, 2, 3, 4, 5, 8, 11])('is the sum of products of %i values', (length) => {
    const a = Array.from({ length }, (_, i) => i + 1);
    const b = Array.from({ length }, (_, i) => 2 * i - 3);
    expect(dot(Float64Array.from(a), Float64Array.from(b))).toBe(plainDot(a, b));
  });
});

describe('InnerProducts', () => {
  const COLUMNS = 4;
  const column = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 6, maxLength: 6 });
  const replacement = fc.record({ id: fc.nat({ max: COLUMNS - 1 }), column });

  it('never tells of a column that was replaced', () => {
    fc.assert(
      fc.property(fc.array(replacement, { maxLength: 12 }), (replacements) => {
        const products = new InnerProducts(COLUMNS);
        const columns = Array.from({ length: COLUMNS }, (): number[] => [0, 0, 0, 0, 0, 0]);
        columns.forEach((values, id) => products.replace(id, Float64Array.from(values)));
        for (const { id, column: values } of replacements) {
          columns[id] = values;
          products.replace(id, Float64Array.from(values));
          // All pairs are asked for after each replacement, so that all of them are remembered at the next one.
          columns.forEach((left, a) => {
            columns.forEach((right, b) => expect(products.of(a, b)).toBe(plainDot(left, right)));
          });
        }
      }),
    );
  });
});
