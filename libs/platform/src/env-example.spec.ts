import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, settingsSchema } from './settings';

const lines = readFileSync(join(__dirname, '../../../.env.example'), 'utf8').split('\n');
const settings = lines
  .map((line, index) => ({ index, found: /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) }))
  .filter(({ found }) => found !== null)
  .map(({ index, found }) => ({ index, name: found?.[1] ?? '', value: found?.[2] ?? '' }));

describe('.env.example', () => {
  it('lists every setting once, and nothing else', () => {
    const names = settings.map(({ name }) => name);
    expect([...names].sort()).toEqual(Object.keys(settingsSchema.shape).sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it('sets nothing until somebody uncomments a line', () => {
    const active = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
    expect(active).toEqual([]);
  });

  it('shows values that are accepted, and the default where there is one', () => {
    const shown = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
    expect(() => loadSettings(shown)).not.toThrow();
    const defaults = settingsSchema.parse({}) as Record<string, unknown>;
    for (const [name, value] of Object.entries(defaults))
      expect([name, shown[name]]).toEqual([name, String(value)]);
  });

  it('explains every block of settings', () => {
    for (const { index } of settings) {
      let above = index - 1;
      while (settings.some((other) => other.index === above)) above -= 1;
      expect(lines[above]).toMatch(/^# \S/);
    }
  });
});
