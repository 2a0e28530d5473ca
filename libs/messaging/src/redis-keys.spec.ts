import { RedisKeys, serviceOf } from './redis-keys';

describe('serviceOf', () => {
  it('is what stands before the first dot', () => {
    expect(serviceOf('routing.route-green')).toBe('routing');
    expect(serviceOf('ingestion.read.series')).toBe('ingestion');
  });

  it.each(['routing', '.route', 'routing.', ''])('refuses "%s"', (pattern) => {
    expect(() => serviceOf(pattern)).toThrow(RangeError);
  });
});

describe('RedisKeys', () => {
  it('puts every name under the prefix, and no two names in one place', () => {
    const keys = new RedisKeys('test:');
    const names = [
      keys.requests('routing'),
      keys.replies('a'),
      keys.events('ingestion.observations-recorded'),
      keys.queues(),
      keys.grid('current'),
      keys.grid('forecast'),
      keys.gridChanges(),
    ];
    expect(names.every((name) => name.startsWith('test:'))).toBe(true);
    expect(new Set(names).size).toBe(names.length);
    expect(new RedisKeys().requests('routing')).toBe('ecobe:rpc:routing');
  });

  it('keeps the grid of another clock apart, and nothing else', () => {
    const now = new RedisKeys('test:');
    const then = new RedisKeys('test:', '2021-11-15T12:00:00Z');
    expect(then.grid('current')).not.toBe(now.grid('current'));
    expect(then.gridChanges()).not.toBe(now.gridChanges());
    expect(then.requests('routing')).toBe(now.requests('routing'));
  });
});
