import { SendSlots } from './send-slots';
import type { FreeSlots } from './send-slots';

const due = (host: string, count: number) => Array.from({ length: count }, () => ({ host }));

describe('SendSlots', () => {
  it('says what is left of a host and of all, and gives back what is over', async () => {
    const slots = new SendSlots();
    const seen: FreeSlots[] = [];
    const look = (found: { host: string }[]) => (free: FreeSlots) => {
      seen.push(free);
      return Promise.resolve(found);
    };
    await slots.claim(look([...due('a', 8), ...due('b', 1), ...due('', 5)]));
    await slots.claim(look([]));
    slots.leave('a');
    slots.leave('b');
    await slots.claim(look([]));
    expect(seen.map(({ inAll, perHost, byHost }) => [inAll, perHost, [...byHost]])).toEqual([
      [64, 8, []],
      [
        ...[55, 8],
        [
          ['a', 0],
          ['b', 7],
        ],
      ],
      [57, 8, [['a', 1]]],
    ]);
  });

  it('looks once at a time, and again after a look that failed', async () => {
    const slots = new SendSlots();
    const failed = slots.claim(() => Promise.reject(new Error('the database is away')));
    const counts: number[] = [];
    const look = ({ inAll }: FreeSlots) => {
      counts.push(inAll);
      return Promise.resolve(due('a', 4));
    };
    const both = Promise.all([slots.claim(look), slots.claim(look)]);
    await expect(failed).rejects.toThrow('away');
    await both;
    expect(counts).toEqual([64, 60]);
  });
});
