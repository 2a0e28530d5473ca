import { GroupCommit } from './group-commit';

describe('GroupCommit', () => {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('writes what came in one turn at once, and what came meanwhile next', async () => {
    const groups: number[][] = [];
    const releases: (() => void)[] = [];
    const commits = new GroupCommit<number, number>(async (items) => {
      groups.push([...items]);
      await new Promise<void>((resolve) => releases.push(resolve));
      return items.map((item) => item * 10);
    }, 10);
    const first = [commits.add(1), commits.add(2)];
    await turn();
    const second = [commits.add(3), commits.add(4), commits.add(5)];
    await turn();
    expect(groups).toEqual([[1, 2]]);
    releases[0]?.();
    expect(await Promise.all(first)).toEqual([10, 20]);
    releases[1]?.();
    expect(await Promise.all(second)).toEqual([30, 40, 50]);
    expect(groups).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('splits what is too much for one group', async () => {
    const sizes: number[] = [];
    const commits = new GroupCommit<number, number>((items) => {
      sizes.push(items.length);
      return Promise.resolve(items);
    }, 2);
    expect(await Promise.all([1, 2, 3, 4, 5].map((item) => commits.add(item)))).toEqual([1, 2, 3, 4, 5]);
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('fails the callers of a failed group only, and goes on', async () => {
    let calls = 0;
    const commits = new GroupCommit<number, number>((items) => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(items);
    }, 1);
    const results = await Promise.allSettled([commits.add(1), commits.add(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await commits.add(3)).toBe(3);
  });
});
