import { slotOf } from '@ecobe/placement';
import { NOW_MS, clock } from '../ports/routing.fixture';
import { RoomBook } from './room-book';

const HOUR = Math.floor(NOW_MS / 3_600_000);
const slot = slotOf(NOW_MS);

describe('RoomBook', () => {
  it('knows what was reserved, from the start of the running hour on', async () => {
    const asked: number[] = [];
    const read = (from: number) => {
      asked.push(from);
      return Promise.resolve([{ region: 'DE', slot, kw: 8 }]);
    };
    const book = new RoomBook(read, () => 10, clock, fail);
    await book.refresh();
    expect(book.roomOf('DE').roomKwAt(HOUR)).toBe(8);
    expect(book.roomOf('DE').busyKwAt(slot)).toBe(8);
    expect(book.roomOf('FR').roomKwAt(HOUR)).toBe(10);
    expect(asked).toEqual([4 * HOUR]);
  });

  it('answers by what it knew where the rows cannot be read', async () => {
    const faults: unknown[] = [];
    let isAway = false;
    const read = () =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve([{ region: 'DE', slot, kw: 4 }]);
    const book = new RoomBook(
      read,
      () => 10,
      clock,
      (error) => faults.push(error),
    );
    await book.refresh();
    isAway = true;
    await book.refresh();
    expect(book.roomOf('DE').roomKwAt(HOUR)).toBe(9);
    expect(faults).toEqual([new Error('away')]);
  });
});

function fail(error: unknown): never {
  throw error;
}
