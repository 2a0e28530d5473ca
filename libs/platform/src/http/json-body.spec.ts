import { ProblemError } from '@ecobe/contracts';
import { parseJson } from './json-body';

const faultOf = (text: string): string | undefined => {
  try {
    parseJson(text);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.problem).toMatchObject({ status: 400, code: 'MALFORMED_JSON', errors: [{ pointer: '' }] });
    return error.problem.errors?.[0]?.detail;
  }
  return undefined;
};

describe('parseJson', () => {
  it('reads what is JSON, with or without a byte order mark', () => {
    expect(parseJson('{"a":[1,null]}')).toEqual({ a: [1, null] });
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });

  it.each([
    ['{"a":1 "b":2}', 'is not valid JSON at position 7'],
    ['{"a":1,}', 'is not valid JSON at position 7'],
    ['{"a":', 'is not valid JSON at position 5'],
    ['[1]x', 'is not valid JSON at position 3'],
    ['{"a":NaN}', 'is not valid JSON'],
    ['x JSON at position 5', 'is not valid JSON'],
    ['', 'is empty; a JSON object is expected'],
  ])('says where %j goes wrong, if it is known', (text, detail) => {
    expect(faultOf(text)).toBe(detail);
  });
});
