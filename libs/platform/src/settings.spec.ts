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
});
