import { certificateUrlFault } from './certificate-url';

const faultOf = (text: string) => certificateUrlFault(text, ['goldstandard.org']);

describe('certificateUrlFault', () => {
  it.each(['https://goldstandard.org/', 'https://registry.goldstandard.org/cert/123?a=%20b'])(
    'finds nothing in %s',
    (text) => {
      expect(faultOf(text)).toBeNull();
    },
  );

  it.each([
    ' https://goldstandard.org/',
    'https://goldstandard.org/\n',
    'https://goldstandard.org/a\tb',
    'https://goldstandard.org/a b',
    '\u00a0https://goldstandard.org/',
  ])('refuses %j, of which a parser would drop the blanks', (text) => {
    expect(faultOf(text)).toBe('must not hold blanks');
  });

  it('refuses a host that only ends like a registry', () => {
    expect(faultOf('https://notgoldstandard.org/')).toContain('is no registry that is known here');
  });
});
