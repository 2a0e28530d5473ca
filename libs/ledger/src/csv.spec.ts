import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { csvOf } from './csv';

describe('comma-separated values', () => {
  it.each([
    '=1+1',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '=HYPERLINK("http://x")',
    '＝1',
    '-',
    '-1e3',
  ])('lets %j be no formula', (text) => {
    expect(parse(csvOf([[text]]))).toEqual([[`'${text}`]]);
  });

  it('leaves numbers and harmless text as they are', () => {
    expect(csvOf([['a', -1.5, 0, null, '-12', "it's", 'a=b']])).toBe("a,-1.5,0,,-12,it's,a=b\r\n");
    expect(csvOf([['a "b", c', 'two\nlines']])).toBe('"a ""b"", c","two\nlines"\r\n');
  });

  it('is read back as it was written, and never begins a cell with a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (cells) => {
        const [read = []] = parse(csvOf([[...cells, 'end']])) as string[][];
        cells.forEach((cell, at) => {
          expect([cell, `'${cell}`]).toContain(read[at]);
          expect(read[at]).not.toMatch(/^([=+@\t\r]|-(?!\d))/);
        });
      }),
    );
  });
});
