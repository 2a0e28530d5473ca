import { providerCheck, providerOf, worstOf } from './health.contract';

describe('health', () => {
  it('is as bad as the worst of its checks', () => {
    expect(worstOf([])).toBe('ok');
    expect(worstOf(['ok', 'degraded', 'ok'])).toBe('degraded');
    expect(worstOf(['unhealthy', 'degraded'])).toBe('unhealthy');
  });

  it('tells checks of providers from others', () => {
    expect(providerOf(providerCheck('energy-charts'))).toBe('energy-charts');
    expect(providerOf('database')).toBeNull();
  });
});
