import { InFlight } from './in-flight';

const entry = (entryId: string, stream = 's') => ({ stream, entryId, text: '{}', attempt: 1 });

describe('InFlight', () => {
  it('counts its room, wakes who waits for it, and does not start the same message twice', async () => {
    const inFlight = new InFlight(1);
    let finish: () => void = () => undefined;
    let started = 0;
    const work = () => {
      started += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    };
    inFlight.start(entry('1-0'), work);
    inFlight.start(entry('1-0'), work);
    expect(started).toBe(1);
    expect(inFlight.room).toBe(0);
    expect(inFlight.entryIdsOf('s')).toEqual(['1-0']);
    expect(inFlight.entryIdsOf('other')).toEqual([]);
    const room = inFlight.untilRoom();
    finish();
    await room;
    expect(inFlight.room).toBe(1);
  });

  it('says whether all work ended within the limit', async () => {
    const inFlight = new InFlight(2);
    let finish: () => void = () => undefined;
    inFlight.start(entry('1-0'), () => new Promise<void>((resolve) => (finish = resolve)));
    expect(await inFlight.drain(10)).toBe(false);
    const drained = inFlight.drain(10_000);
    finish();
    expect(await drained).toBe(true);
  });
});
