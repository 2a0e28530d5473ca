import { importThenTell } from './import-then-tell';

const summary = { linesRead: 24 };

describe('importThenTell', () => {
  it('tells after the import', async () => {
    const order: string[] = [];
    const told = await importThenTell(
      () => Promise.resolve(summary).finally(() => order.push('imported')),
      () => Promise.resolve().finally(() => order.push('told')),
    );
    expect(told).toEqual({ summary, warning: null });
    expect(order).toEqual(['imported', 'told']);
  });

  it('keeps the summary of what is stored when nobody could be told', async () => {
    const told = await importThenTell(
      () => Promise.resolve(summary),
      () => Promise.reject(new Error('Redis is away')),
    );
    expect(told.summary).toBe(summary);
    expect(told.warning).toMatch(/^Warning: .*\(Redis is away\).* stored/);
  });

  it('tells of nothing when nothing was imported', async () => {
    let isTold = false;
    const tell = () => {
      isTold = true;
      return Promise.resolve();
    };
    await expect(importThenTell(() => Promise.reject(new Error('bad file')), tell)).rejects.toThrow(
      'bad file',
    );
    expect(isTold).toBe(false);
  });
});
