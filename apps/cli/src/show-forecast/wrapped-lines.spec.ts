import { wrapped } from './wrapped-lines';

describe('wrapped', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 6, ['one', 'two', 'three']],
    ['one two three', 13, ['one two three']],
    ['one extraordinary two', 7, ['one', 'extraordinary', 'two']],
    ['', 7, ['']],
  ])('breaks %j at %i letters', (sentence, letters, lines) => {
    expect(wrapped(sentence, letters)).toEqual(lines);
  });
});
