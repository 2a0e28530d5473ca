import { isInstalled } from './dependencies.mjs';

describe('isInstalled', () => {
  const wanted = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/for-another-computer': { version: '3.0.0', optional: true },
  };
  const present = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
  };

  it('takes what is there, without what another computer would need', () => {
    expect(isInstalled(wanted, present)).toBe(true);
  });

  it.each([
    ['nothing is there', {}],
    ['one is lacking', { 'node_modules/a': { version: '1.0.0' } }],
    ['one has another version', { ...present, 'node_modules/a': { version: '1.0.1' } }],
    ['one is there that nobody wants', { ...present, 'node_modules/c': { version: '1.0.0' } }],
  ])('installs where %s', (_, found) => {
    expect(isInstalled(wanted, found)).toBe(false);
  });
});
