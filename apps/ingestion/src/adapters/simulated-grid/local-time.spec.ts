import fc from 'fast-check';
import { zones } from '@ecobe/carbon';
import { localClock } from './local-time';

const DAY_MS = 86_400_000;
const noonOf = (iso: string): number => Date.parse(iso) / 3_600_000 + 12;
const aheadAt = (timezone: string, day: string): number => localClock(timezone)(noonOf(day)) - noonOf(day);

describe('localClock', () => {
  it.each([
    ['Europe/Paris', '2025-01-15', 1],
    ['Europe/Paris', '2025-03-29', 1],
    ['Europe/Paris', '2025-03-30', 2],
    ['America/Los_Angeles', '2025-07-01', -7],
    ['Asia/Kolkata', '2025-07-01', 5.5],
    ['Pacific/Auckland', '2025-01-31', 13],
    ['Australia/Adelaide', '2025-01-01', 10.5],
  ])('%s is at %s %d hours from UTC', (timezone, day, ahead) => {
    expect(aheadAt(timezone, day)).toBe(ahead);
  });

  it('tells the same whether asked day by day or out of order', () => {
    const timezones = [...new Set(zones().map(({ timezone }) => timezone))];
    const days = fc.array(fc.integer({ min: 18_000, max: 22_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...timezones), days, (timezone, asked) => {
        const clock = localClock(timezone);
        for (const day of asked) {
          const shown = new Intl.DateTimeFormat('en-GB', {
            timeZone: timezone,
            hour: '2-digit',
            hourCycle: 'h23',
          });
          const expected = Number(shown.format(day * DAY_MS + DAY_MS / 2));
          expect(Math.floor(clock(day * 24 + 12)) % 24).toBe(expected);
        }
      }),
    );
  });
});
