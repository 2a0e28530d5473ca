import { ProblemError } from '@ecobe/contracts';
import type { RouteGreenAnswer } from '@ecobe/contracts';
import type { DecisionRecord } from '../../ports/decision-store';
import { DecisionsInMemory, GridOfSpec, clock } from '../../ports/routing.fixture';
import { ReadDecisionUseCase } from '../read-decision/read-decision.use-case';
import { RouteGreenUseCase } from '../route-green/route-green.use-case';
import { ReplayDecisionUseCase } from './replay-decision.use-case';

describe('ReplayDecisionUseCase', () => {
  const decide = async () => {
    const decisions = new DecisionsInMemory();
    const grid = new GridOfSpec().knows('FR', 33).knows('DE', 342).knows('PL', 565);
    const routeGreen = new RouteGreenUseCase(grid, decisions, clock, { defaultMaxCarbonGPerKwh: 400 });
    const text = await routeGreen.execute({ preferredRegions: ['FR', 'DE', 'PL'], from: 'aws:eu-west-1' });
    const answer = JSON.parse(text) as RouteGreenAnswer;
    return { decisions, answer, replay: new ReplayDecisionUseCase(decisions) };
  };
  const tamper = (
    decisions: DecisionsInMemory,
    change: (record: DecisionRecord) => Partial<DecisionRecord>,
  ) => {
    const [record] = decisions.records;
    if (record) decisions.records[0] = { ...record, ...change(record) };
  };

  it('makes the decision again byte for byte', async () => {
    const { answer, replay } = await decide();
    const replayed = await replay.execute(answer.decisionId);
    expect(replayed.identical).toBe(true);
    expect(replayed.replayedSha256).toBe(replayed.storedSha256);
    expect(JSON.stringify(replayed.outcome)).toBe(JSON.stringify(answer));
  });

  it('shows when the stored inputs were changed', async () => {
    const { decisions, answer, replay } = await decide();
    tamper(decisions, ({ inputs }) => ({
      inputs: inputs.replace('"carbonIntensity":33', '"carbonIntensity":34'),
    }));
    const replayed = await replay.execute(answer.decisionId);
    expect(replayed.identical).toBe(false);
    expect(replayed.replayedSha256).not.toBe(replayed.storedSha256);
    expect(replayed.outcome?.carbonIntensity).toBe(34);
  });

  it('shows when the stored outcome was changed, or when the inputs leave no region', async () => {
    const { decisions, answer, replay } = await decide();
    tamper(decisions, ({ outcome }) => ({ outcome: outcome.replace('"FR"', '"DE"') }));
    expect((await replay.execute(answer.decisionId)).identical).toBe(false);
    tamper(decisions, ({ inputs }) => ({
      inputs: inputs.replace('"maxCarbonGPerKwh":400', '"maxCarbonGPerKwh":1'),
    }));
    expect(await replay.execute(answer.decisionId)).toMatchObject({ identical: false, outcome: null });
  });

  it.each(['not json', '{}', '{"version":1}', '{"version":2}'])(
    'refuses inputs that read %s',
    async (inputs) => {
      const { decisions, answer, replay } = await decide();
      tamper(decisions, () => ({ inputs }));
      await expect(replay.execute(answer.decisionId)).rejects.toMatchObject({
        problem: { status: 409, code: 'DECISION_NOT_REPLAYABLE' },
      });
    },
  );

  it('knows no decision under another id', async () => {
    const { decisions, replay } = await decide();
    const unknown = '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d';
    const notFound = { problem: { status: 404, code: 'DECISION_NOT_FOUND' } };
    await expect(replay.execute(unknown)).rejects.toMatchObject(notFound);
    await expect(new ReadDecisionUseCase(decisions).execute(unknown)).rejects.toBeInstanceOf(ProblemError);
  });

  it('is read with its inputs and outcome', async () => {
    const { decisions, answer } = await decide();
    expect(await new ReadDecisionUseCase(decisions).execute(answer.decisionId)).toMatchObject({
      decisionId: answer.decisionId,
      operation: 'route-green',
      decidedAt: '2026-03-01T12:20:00.000Z',
      inputs: { request: { preferredRegions: ['FR', 'DE', 'PL'] } },
      outcome: answer,
    });
  });
});
