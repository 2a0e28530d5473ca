import type { Books } from './ledger.fixture';
import { LedgerModel } from './ledger-model.fixture';
import type { ModelLot, Step } from './ledger-model.fixture';

interface AmountsRow {
  id: string;
  available_g: string;
  retired_g: string;
  expired_g: string;
  reversed_g: string;
}

/** Whether it was done; a refusal is an answer too. */
const isDone = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ProblemError') return false;
      throw error;
    },
  );

/** Does the same steps in the books and in the model, and compares them after each. Each run has organisations of its own. */
export class LedgerReplay {
  private readonly model = new LedgerModel();
  /** Commands that were done, to be repeated: what they answered is what they answer. */
  private readonly done: { again: () => Promise<{ answer: unknown }>; answer: string }[] = [];

  constructor(
    private readonly books: Books,
    private readonly run: string,
  ) {}

  /** @throws Error that says where the books differ from the model */
  async replay(steps: readonly Step[]): Promise<void> {
    for (const [index, step] of steps.entries()) {
      await this.step(step, `${this.run}-${index}`);
      await this.compare(`step ${index} ${JSON.stringify(step)}`);
    }
  }

  private async step(step: Step, key: string): Promise<void> {
    const { model, books } = this;
    if (step.do === 'buy') {
      const change = {
        organizationId: this.name(step.org),
        amountCO2: step.grams,
        priceUsd: 1,
        provider: 'P',
      };
      const answer = await this.command(() => books.purchase(change, key));
      model.buy(answer.creditId, step.org, step.grams);
    }
    if (step.do === 'emit') {
      await books.emit(BigInt(step.grams) * 1_000_000n, this.name(step.org));
      model.emitted[step.org] = (model.emitted[step.org] ?? 0) + step.grams;
    }
    if (step.do === 'retire') await this.retire(step.lots, step.grams, key);
    if (step.do === 'offset') await this.offset(step, key);
    if (step.do === 'pass') {
      const lot = pick(model.lots, step.lot);
      if (lot === undefined) return;
      await books.letPass(lot.id);
      lot.isPast = true;
    }
    if (step.do === 'expire') {
      await books.expire();
      model.expire();
    }
    if (step.do === 'reverse') await this.reverse(step.retirement);
    if (step.do === 'repeat') await this.repeat(step.command);
  }

  private async retire(choices: readonly number[], grams: number | null, key: string): Promise<void> {
    const chosen = choices.map((choice) => pick(this.model.lots, choice));
    const lots = [...new Set(chosen.filter((lot): lot is ModelLot => lot !== undefined))];
    if (lots.length === 0) return;
    const lines = this.model.plan(lots, grams);
    const request =
      grams === null
        ? { creditIds: lots.map(({ id }) => id) }
        : { items: lots.map(({ id }) => ({ creditId: id, amountCO2: grams })) };
    if (lines === null) return refused(await isDone(this.books.retire(request, key)));
    const answer = await this.command(() => this.books.retire(request, key));
    this.model.retire(answer.retirementId, lines);
  }

  private async offset(step: Extract<Step, { do: 'offset' }>, key: string): Promise<void> {
    const need = this.model.need(step.org, step.percent);
    const lines = this.model.take(step.org, need);
    const isShort = lines.reduce((sum, [, part]) => sum + part, 0) < need;
    const organizationId = this.name(step.org);
    const request = { organizationId, targetOffsetPercentage: step.percent, allowPartial: step.isPartial };
    if (isShort && !step.isPartial) return refused(await isDone(this.books.autoOffset(request, key)));
    const answer = await this.command(() => this.books.autoOffset(request, key));
    if (answer.retirementId !== null) this.model.retire(answer.retirementId, lines);
    else if (lines.length > 0) throw new Error(`nothing was retired although ${need} g were needed`);
  }

  private async reverse(choice: number): Promise<void> {
    const index = this.model.retirements.length === 0 ? -1 : choice % this.model.retirements.length;
    const retirement = this.model.retirements[index];
    if (retirement === undefined) return;
    await this.books.reverse(retirement.id, this.name(retirement.org));
    this.model.reverse(index);
  }

  private async repeat(choice: number): Promise<void> {
    const command = pick(this.done, choice);
    if (command === undefined) return;
    const { answer } = await command.again();
    if (JSON.stringify(answer) !== command.answer) throw new Error('a repeated command answers otherwise');
  }

  private async command<Answer>(again: () => Promise<{ answer: Answer }>): Promise<Answer> {
    const { answer } = await again();
    this.done.push({ again, answer: JSON.stringify(answer) });
    return answer;
  }

  private async compare(after: string): Promise<void> {
    const rows = await this.books.source.query<AmountsRow[]>(
      `SELECT id, available_g, retired_g, expired_g, reversed_g FROM credits.carbon_credit
       WHERE organization_id = ANY($1::text[]) ORDER BY id`,
      [['a', 'b'].map((org) => this.name(org))],
    );
    const real = rows.map((row) =>
      [row.id, row.available_g, row.retired_g, row.expired_g, row.reversed_g].join(' '),
    );
    const model = this.model.lots.map((lot) =>
      [lot.id, lot.available, lot.retired, lot.expired, lot.reversed].join(' '),
    );
    if (real.join() !== model.sort().join())
      throw new Error(`after ${after}: ${real.join()} is not ${model.join()}`);
  }

  private name(org: string): string {
    return `${this.run}-${org}`;
  }
}

const pick = <Item>(items: readonly Item[], choice: number): Item | undefined => items[choice % items.length];

function refused(isDone: boolean): void {
  if (isDone) throw new Error('the books did what the model refuses');
}
