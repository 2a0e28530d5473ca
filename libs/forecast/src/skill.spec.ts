import { atHour, historyOf, noisyGrid } from './history.fixture';
import { profileModel } from './profile.model';
import { measureSkill } from './skill';

const skillOf = (values: (number | null)[]) =>
  measureSkill(
    profileModel,
    historyOf(values.length, (hour) => values[hour] ?? null),
    atHour(values.length),
  );

describe('measureSkill', () => {
  it('puts the model beside the seasonal naive on the same hours', () => {
    const skill = skillOf(noisyGrid(672, 2));
    expect(skill).toMatchObject({ leadHours: 24, originCount: 21, hourCount: 504, reason: null });
    expect(skill.mapePercent).toBeGreaterThan(1);
    expect(skill.mapePercent).toBeLessThan(skill.seasonalNaiveMapePercent ?? 0);
  });

  it('does not look past the issue', () => {
    const values = noisyGrid(672, 2);
    const at600 = measureSkill(
      profileModel,
      historyOf(672, (hour) => values[hour] ?? null),
      atHour(600),
    );
    expect(at600).toEqual(skillOf(values.slice(0, 600)));
  });

  it('is null with a reason when the history is too short or all zero', () => {
    expect(skillOf(noisyGrid(60, 2))).toMatchObject({
      mapePercent: null,
      seasonalNaiveMapePercent: null,
      reason: expect.stringMatching(/too short/),
    });
    expect(skillOf(new Array<number>(400).fill(0))).toMatchObject({
      mapePercent: null,
      reason: expect.stringMatching(/every scored hour is 0/),
    });
  });
});
