import { inTurns, stepsInTurns } from './in-turns';

const busyFor = (ms: number): void => {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
};

describe('inTurns', () => {
  it('does all in order, and lets others have their turn in between', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    const results = await inTurns([1, 2, 3, 4, 5, 6], (item, index) => {
      busyFor(8);
      return item * 10 + index;
    });
    clearInterval(others);
    expect(results).toEqual([10, 21, 32, 43, 54, 65]);
    expect(turns).toBeGreaterThan(0);
  });

  it('ends with what is thrown', async () => {
    const broken = inTurns([1, 2], (item) => {
      if (item === 2) throw new Error('the second');
    });
    await expect(broken).rejects.toThrow('the second');
  });
});

describe('stepsInTurns', () => {
  it('takes all steps, lets others have their turn, and ends with the result', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    const result = await stepsInTurns(
      (function* () {
        for (let i = 0; i < 6; i++) {
          busyFor(8);
          yield;
        }
        return 'done';
      })(),
    );
    clearInterval(others);
    expect(result).toBe('done');
    expect(turns).toBeGreaterThan(0);
  });
});
