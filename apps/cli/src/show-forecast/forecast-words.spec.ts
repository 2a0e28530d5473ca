import { forecastView } from './forecast-view.fixture';
import { extremeWords, provenanceWords } from './forecast-words';

describe('the words beside a forecast', () => {
  it('say model, source, age and skill', () => {
    expect(provenanceWords(forecastView().forecast)).toEqual([
      'DE, forecast by profile-7d@1 from history-import, issued 2021-11-15 12:02Z (10 min ago)',
      'first-day error 15.42 %, seasonal naive 22.05 %, on 504 past hours',
    ]);
  });

  it('tell in one line which better models could not speak, and why', () => {
    const skipped = [
      { model: 'blend@1+conformal@1', reason: 'it failed (no such column)' },
      { model: 'profile-7d@1', reason: '30 known hours of history, at least 48 are needed' },
    ];
    expect(provenanceWords(forecastView({ skipped }).forecast).slice(2)).toEqual([
      'better models skipped: blend@1+conformal@1 (it failed (no such column)); profile-7d@1 (30 known hours of history, at least 48 are needed)',
    ]);
  });

  it('say first that data are simulated, and why a skill is unknown', () => {
    const { skill } = forecastView().forecast;
    const unknown = { ...skill, mapePercent: null, reason: 'history too short: 3 hours' };
    const words = provenanceWords(forecastView({ quality: 'simulated', skill: unknown }).forecast);
    expect(words[0]).toMatch(/^SIMULATED DATA/);
    expect(words[1]).toBe('skill unknown: history too short: 3 hours');
  });

  it('name the running, the cleanest and the dirtiest hour', () => {
    expect(extremeWords(forecastView())).toEqual([
      'now, the running hour 2021-11-15 12:00Z: 100 gCO2eq/kWh (p10 90, p90 110)',
      'cleanest hour 2021-11-15 13:00Z: 80 gCO2eq/kWh (p10 70, p90 90)',
      'dirtiest hour 2021-11-15 14:00Z: 120 gCO2eq/kWh (p10 110, p90 130)',
    ]);
  });
});
