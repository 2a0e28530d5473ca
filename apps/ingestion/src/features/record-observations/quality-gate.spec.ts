import fc from 'fast-check';
import { DAY_MS, MAX_PLAUSIBLE_G_PER_KWH, MINUTE_MS } from '@ecobe/carbon';
import { observation } from '../../ports/testing/fake-observation-store.fixture';
import { admit, rejectionOf } from './quality-gate';

const NOW = Date.UTC(2021, 10, 15, 12, 20);

describe('quality gate', () => {
  it.each([
    ['a null or text', { carbonIntensityGPerKwh: Number.NaN }, 'not-a-number'],
    ['infinity', { carbonIntensityGPerKwh: Number.POSITIVE_INFINITY }, 'not-a-number'],
    ['zero', { carbonIntensityGPerKwh: 0 }, 'not-positive'],
    ['a negative value', { carbonIntensityGPerKwh: -3 }, 'not-positive'],
    ['1e9 g/kWh', { carbonIntensityGPerKwh: 1e9 }, 'implausibly-high'],
    ['another zone', { zone: 'FR' }, 'other-zone'],
    ['no time', { validAtMs: Number.NaN }, 'bad-time'],
    ['a future hour', { validAtMs: NOW + 40 * MINUTE_MS }, 'in-the-future'],
    ['last year', { validAtMs: NOW - 365 * DAY_MS }, 'too-old'],
  ])('turns away %s', (_, changes, rejection) => {
    expect(rejectionOf(observation(11, changes), 'DE', NOW)).toBe(rejection);
  });

  it('lets pass the running hour, and the next one only as far as clocks differ', () => {
    expect(rejectionOf(observation(12), 'DE', NOW)).toBeNull();
    const next = observation(13);
    expect(rejectionOf(next, 'DE', next.validAtMs - 5 * MINUTE_MS)).toBeNull();
    expect(rejectionOf(next, 'DE', next.validAtMs - 5 * MINUTE_MS - 1)).toBe('in-the-future');
  });

  it('lets pass an old hour that was asked for', () => {
    const old = observation(11, { validAtMs: NOW - 365 * DAY_MS });
    expect(rejectionOf(old, 'DE', NOW, old.validAtMs)).toBeNull();
    expect(rejectionOf(old, 'DE', NOW, old.validAtMs + 1)).toBe('too-old');
  });

  it('takes a zero only as a direct intensity of a mix that is known to burn nothing', () => {
    const zero = { carbonIntensityGPerKwh: 0, isZeroDocumented: true };
    expect(rejectionOf({ ...observation(11, { basis: 'direct' }), ...zero }, 'DE', NOW)).toBeNull();
    expect(rejectionOf({ ...observation(11), ...zero }, 'DE', NOW)).toBe('not-positive');
  });

  it('admits nothing outside (0, highest plausible], whatever a provider says', () => {
    fc.assert(
      fc.property(fc.double(), (carbonIntensityGPerKwh) => {
        const { admitted, rejected } = admit([observation(11, { carbonIntensityGPerKwh })], 'DE', NOW);
        const isSane = carbonIntensityGPerKwh > 0 && carbonIntensityGPerKwh <= MAX_PLAUSIBLE_G_PER_KWH;
        expect([admitted.length, rejected.length]).toEqual(isSane ? [1, 0] : [0, 1]);
      }),
    );
  });
});
