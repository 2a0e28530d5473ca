import { zonesLine } from './banner.mjs';

it.each([
  [{ simulated: 84 }, '84 zones simulated'],
  [{ simulated: 81, measured: 3, none: 2 }, '3 zones measured, 81 simulated'],
  [{ none: 84 }, 'none yet'],
  [{}, 'none yet'],
])('tells of %p: %s', (zones, line) => {
  expect(zonesLine(zones)).toBe(line);
});
