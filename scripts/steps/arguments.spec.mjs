import { argumentsFrom } from './arguments.mjs';

describe('argumentsFrom', () => {
  it.each([
    [[], { asServices: false, replicas: {} }],
    [['--services'], { asServices: true, replicas: {} }],
    [
      ['--services', '--replicas', 'routing=2,forecasting=3'],
      { asServices: true, replicas: { routing: 2, forecasting: 3 } },
    ],
    [['--replicas=routing=2', '--services'], { asServices: true, replicas: { routing: 2 } }],
  ])('reads %j', (args, expected) => {
    expect(argumentsFrom(args)).toEqual(expected);
  });

  it.each(['', 'routing', 'routing=0', 'gateway=2', 'nothing=2', 'routing=2;credits=2'])(
    'refuses replicas %p',
    (text) => {
      expect(() => argumentsFrom(['--services', `--replicas=${text}`])).toThrow(/--replicas takes/);
    },
  );

  it.each([
    [['--sevices'], /^Unknown option '--sevices': npm start -- /],
    [['services'], /^Unexpected argument 'services': npm start -- /],
    [['--services', '--replicas'], /^Option '--replicas <value>' argument missing: npm start -- /],
    [['--replicas=routing=2'], /^--replicas is for services: npm start -- /],
  ])('refuses %j in one line', (args, told) => {
    expect(() => argumentsFrom(args)).toThrow(told);
  });
});
