import { slotOf } from '@ecobe/placement';
import { NOW_MS, clock } from '../ports/routing.fixture';
import type { ReservedSlot } from '../ports/planning-store';
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

  it('lets the first answer wait for what is reserved', async () => {
    let tell = (_: ReservedSlot[]): void => undefined;
    const read = () => new Promise<ReservedSlot[]>((resolve) => (tell = resolve));
    const book = new RoomBook(read, () => 10, clock, fail);
    const known = book.isKnown();
    tell([{ region: 'DE', slot, kw: 8 }]);
    expect(await known).toBe(true);
    expect(book.roomOf('DE').roomKwAt(HOUR)).toBe(8);
  });

  it('knows that it knows nothing while nothing can be read, and asks again', async () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      return Promise.reject(new Error('away'));
    };
    const book = new RoomBook(
      read,
      () => 10,
      clock,
      () => undefined,
    );
    expect(await Promise.all([book.isKnown(), book.isKnown()])).toEqual([false, false]);
    expect(await book.isKnown()).toBe(false);
    expect(reads).toBe(1);
  });

  it('waits for the first reading no longer than it may', async () => {
    const book = new RoomBook(
      () => new Promise(() => undefined),
      () => 10,
      clock,
      fail,
    );
    expect(await book.isKnown()).toBe(false);
  });
});

function fail(error: unknown): never {
  throw error;
}
