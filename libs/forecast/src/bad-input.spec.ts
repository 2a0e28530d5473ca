import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BadInputVerdict } from './bad-input.fixture';
import { TRAINERS } from './trainer.registry';

jest.setTimeout(300_000);

const ROOT = path.resolve(__dirname, '../../..');
const HOOK = './test/support/typescript-hook.cjs';
const named = (...members: string[]) => `blend(${members.join('+')})@2+conformal@1`;
const WHOLE = named('ridge', 'ridge-by-source', 'boosting');

describe('the trained models on bad input', () => {
  it('say finite intensities in ordered bands, and by whom they are said', async () => {
    const program = path.join(__dirname, 'bad-input.fixture.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--require', HOOK, program], {
      cwd: ROOT,
    });
    const verdicts = JSON.parse(stdout) as BadInputVerdict[];
    expect(new Set(verdicts.map(({ trainer }) => trainer))).toEqual(
      new Set(TRAINERS.map(({ name }) => name)),
    );
    for (const { grid, faults, refusal } of verdicts) {
      expect({ grid, faults, refusal }).toEqual({ grid, faults: [], refusal: null });
    }
    expect(Object.fromEntries(verdicts.map(({ grid, spokenBy }) => [grid, spokenBy]))).toEqual({
      // Half of the hours are too few for trees.
      'history with gaps': named('ridge', 'ridge-by-source'),
      // The mix of the sources is not this intensity.
      'history of zeros': named('ridge', 'boosting'),
      'history with an hour told twice': named('ridge', 'boosting'),
      'an absurd hour': WHOLE,
      'sources with gaps': WHOLE,
      'sources of zeros since yesterday': named('ridge-without-sources'),
      'weather with gaps': WHOLE,
      'weather that ended with the training': named('ridge-without-weather'),
      'weather stuck at one value': WHOLE,
    });
  });
});
