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
});
