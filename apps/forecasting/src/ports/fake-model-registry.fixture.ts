import { seriesId } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type { ModelRegistry, RollbackAt, RollbackOutcome } from './model-registry';
import type { Candidate, JudgedDay, TrainedModel } from './trained-model';

interface Kept {
  model: TrainedModel;
  fit: Uint8Array | null;
  days: readonly JudgedDay[];
}

/** The registry in memory. */
export class FakeModelRegistry implements ModelRegistry {
  private readonly kept: Kept[] = [];
  fitReads = 0;

  serving(key: SeriesKey): Promise<TrainedModel | null> {
    return Promise.resolve(this.servingNow(key)?.model ?? null);
  }
  servingOfEach(): Promise<TrainedModel[]> {
    return Promise.resolve(this.kept.map(({ model }) => model).filter(({ status }) => status === 'serving'));
  }
  fitOf(id: number): Promise<Uint8Array | null> {
    this.fitReads += 1;
    const kept = this.of(id);
    return Promise.resolve(kept?.model.hasFit === true ? kept.fit : null);
  }
  daysOf(id: number): Promise<readonly JudgedDay[]> {
    return Promise.resolve(this.of(id)?.days ?? []);
  }
  list(key: SeriesKey): Promise<TrainedModel[]> {
    return Promise.resolve(this.ofSeries(key).map(({ model }) => model));
  }

  register(candidate: Candidate): Promise<TrainedModel> {
    const { fit, days, verdictReason, judgedAgainstId, currentFault, ...rest } = candidate;
    const current = this.servingNow(candidate);
    const isCurrent = (current?.model.id ?? null) === judgedAgainstId;
    const serves = fit !== null && isCurrent;
    const id = this.kept.length + 1;
    if (serves && current !== undefined) {
      this.change(current, { status: 'replaced', statusReason: 'a better model serves', replacedById: id });
    }
    if (fit === null && isCurrent && current !== undefined && currentFault !== null) {
      this.change(current, { status: 'replaced', statusReason: currentFault });
    }
    const model: TrainedModel = {
      ...rest,
      id,
      status: serves ? 'serving' : 'rejected',
      statusReason:
        fit === null || isCurrent
          ? verdictReason
          : `${verdictReason}; but meanwhile ${named(current)} serves, against which it was not judged`,
      replacedById: null,
      promotedAtMs: serves ? rest.trainedAtMs : null,
      hasFit: serves,
    };
    this.kept.push({ model, fit: serves ? fit : null, days });
    this.ofSeries(candidate)
      .filter(({ model: { hasFit } }) => hasFit)
      .slice(5)
      .forEach((old) => this.change(old, { hasFit: false }));
    return Promise.resolve(model);
  }

  rollBack(key: SeriesKey, toId: number | null, { atMs, kind }: RollbackAt): Promise<RollbackOutcome> {
    const refused = (reason: string) => Promise.resolve({ kind: 'refused' as const, reason });
    const from = this.servingNow(key);
    const wanted = this.ofSeries(key).find(({ model }) => model.id === toId);
    if (toId === null && from === undefined) {
      return refused('no trained model serves, so the profile does already');
    }
    if (toId !== null && wanted === undefined) return refused(`${seriesId(key)} has no model ${toId}`);
    if (wanted !== undefined && wanted === from) return refused(`${named(wanted)} serves already`);
    if (wanted !== undefined && wanted.model.kind !== kind) {
      return refused(
        `${named(wanted)} was trained on ${wanted.model.kind} history, the series is ${kind} now`,
      );
    }
    if (wanted?.model.hasFit === false) return refused(`the fit of ${named(wanted)} is not kept`);
    const previous = this.ofSeries(key).find(
      ({ model }) =>
        model.replacedById === from?.model.id &&
        model.status === 'replaced' &&
        model.kind === kind &&
        model.hasFit,
    );
    const to = wanted ?? previous;
    const outcome = { kind: 'rolled-back' as const, from: from?.model ?? null, to: to?.model ?? null };
    const replacedById = to?.model.id ?? null;
    if (from)
      this.change(from, { status: 'rolled-back', statusReason: `rolled back to ${named(to)}`, replacedById });
    const statusReason = `rolled back to, from ${from === undefined ? 'the profile' : named({ model: outcome.from })}`;
    if (to) this.change(to, { status: 'serving', statusReason, promotedAtMs: atMs, replacedById: null });
    return Promise.resolve(outcome);
  }

  private of(id: number): Kept | undefined {
    return this.kept.find(({ model }) => model.id === id);
  }
  private ofSeries(key: SeriesKey): Kept[] {
    return this.kept.filter(({ model }) => seriesId(model) === seriesId(key)).reverse();
  }
  private servingNow(key: SeriesKey): Kept | undefined {
    return this.ofSeries(key).find(({ model }) => model.status === 'serving');
  }
  private change(kept: Kept, changes: Partial<TrainedModel>): void {
    kept.model = { ...kept.model, ...changes };
  }
}

const named = (kept: { model: TrainedModel | null } | undefined): string =>
  kept?.model ? `model ${kept.model.id} (${kept.model.trainer})` : 'the profile';
