import { SettingsError, loadSettings } from './settings';

describe('loadSettings', () => {
  it('has a default for everything, and treats an empty text as not set', () => {
    const settings = loadSettings({ PORT: '', ELECTRICITY_MAPS_API_KEY: '' });
    expect(settings.PORT).toBe(3000);
    expect(settings.ELECTRICITY_MAPS_API_KEY).toBeUndefined();
    expect(settings.DEFAULT_MAX_CARBON_G_PER_KWH).toBe(400);
    expect(settings.ECOBE_SIMULATION).toBe('auto');
    expect(settings.asksLiveProviders).toBe(true);
  });

  it('simulates nothing in production unless told so', () => {
    expect(loadSettings({ NODE_ENV: 'production' }).ECOBE_SIMULATION).toBe('off');
    expect(loadSettings({ NODE_ENV: 'production', ECOBE_SIMULATION: 'auto' }).ECOBE_SIMULATION).toBe('auto');
  });

  it('asks no live provider at a time that is not now', () => {
    expect(loadSettings({ ECOBE_CLOCK: '2021-11-15T12:00:00Z' }).asksLiveProviders).toBe(false);
    expect(loadSettings({ ECOBE_OFFLINE: '1' }).asksLiveProviders).toBe(false);
  });

  it('names every bad setting at once', () => {
    const load = () => loadSettings({ PORT: '99999', REDIS_URL: 'http://x', ECOBE_CLOCK: 'yesterday' });
    expect(load).toThrow(SettingsError);
    expect(load).toThrow(/PORT[\s\S]*REDIS_URL[\s\S]*ECOBE_CLOCK/);
  });

  it.each([
    ['ECOBE_SIMULATON', 'ECOBE_SIMULATON: no such setting; did you mean ECOBE_SIMULATION?'],
    ['ECOBE_CLOK', 'ECOBE_CLOK: no such setting; did you mean ECOBE_CLOCK?'],
    ['ECOBE_COFFEE_TEMPERATURE', 'ECOBE_COFFEE_TEMPERATURE: no such setting'],
  ])('refuses %s, which is none of ours', (name, told) => {
    expect(() => loadSettings({ [name]: 'off' })).toThrow(`  ${told}`);
  });

  it('reads capacities by region, and refuses what is none', () => {
    const load = (text: string) => loadSettings({ ECOBE_CAPACITY_KW_BY_REGION: text });
    const capacities = { DE: 500, 'aws:eu-west-3': 12.5 };
    expect(load('DE=500, aws:eu-west-3=12.5').ECOBE_CAPACITY_KW_BY_REGION).toEqual(capacities);
    for (const text of ['DE', 'DE=', 'DE=0', 'DE=-1', 'DE=1,DE=2', 'DE=1e3,', '=4']) {
      expect(() => load(text)).toThrow('ECOBE_CAPACITY_KW_BY_REGION');
    }
  });

  it('refuses a webhook secret that is too short to keep anything secret', () => {
    expect(() => loadSettings({ ECOBE_WEBHOOK_SECRET: 'password' })).toThrow('ECOBE_WEBHOOK_SECRET');
  });

  it('refuses to forget what was told while that may still be settled anew', () => {
    const load = (days: string) => loadSettings({ ECOBE_HISTORY_DAYS: days }).ECOBE_HISTORY_DAYS;
    expect(() => load('8.9')).toThrow(
      'ECOBE_HISTORY_DAYS: must be at least 9: runs of DEKES are settled anew',
    );
    expect([load('9'), load('')]).toEqual([9, 30]);
  });

  it('leaves alone what others set', () => {
    const others = {
      ECOBE_TEST_REDIS_SERVER: '/usr/bin/redis-server',
      ECOBE_SERVICE_HOST: '10.0.0.7',
      ECOBE_PORT_80_TCP_ADDR: '10.0.0.7',
      ECOBE_POSTGRES_SERVICE_PORT: '5432',
      ECOBE_SIMULATON: '',
      SIMULATON: 'off',
    };
    expect(() => loadSettings(others)).not.toThrow();
  });
});
