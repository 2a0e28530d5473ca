import { pipelined } from './pipelined';

const later = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('pipelined', () => {
  const staged = async (count: number, write: (made: number) => Promise<boolean>) => {
    const log: string[] = [];
    let next = 0;
    await pipelined<number, number>({
      read: () => Promise.resolve(next < count ? next++ : null),
      make: async (portion) => {
        log.push(`make ${portion}`);
        await later();
        log.push(`made ${portion}`);
        return portion;
      },
      write: async (made) => {
        log.push(`write ${made}`);
        const goesOn = await write(made);
        log.push(`written ${made}`);
        return goesOn;
      },
    });
    return log;
  };

  it('makes the next while one is written, and writes all in order', async () => {
    const log = await staged(3, () => later().then(() => true));
    expect(log.filter((line) => line.startsWith('written'))).toEqual(['written 0', 'written 1', 'written 2']);
    expect(log.indexOf('make 1')).toBeLessThan(log.indexOf('written 0'));
    expect(await staged(0, () => Promise.resolve(true))).toEqual([]);
  });

  it('gives up what was made meanwhile when it must not go on', async () => {
    const log = await staged(3, () => Promise.resolve(false));
    expect(log).toContain('make 1');
    expect(log.filter((line) => line.startsWith('write '))).toEqual(['write 0']);
  });

  it('ends with the fault of a write', async () => {
    await expect(staged(2, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});
