import { toIso } from '@ecobe/carbon';
import type { BalanceAnswer, CreditsOfType } from '@ecobe/contracts';
import { balanceOf, hundredthsAsNumber, jsonAtLeast, jsonAtMost } from '@ecobe/ledger';
import { ACCOUNTING_NOTE } from '../../credit/notes';
import type { BalanceFigures, CreditReader, TypeFigures } from '../../ports/credit-reader';

const EXPIRING_WITHIN_DAYS = 30;

const sumOf = (types: readonly TypeFigures[], figure: (one: TypeFigures) => bigint): bigint =>
  types.reduce((sum, one) => sum + figure(one), 0n);

const typeAnswer = ({ mitigation, availableG, offsetG }: TypeFigures): CreditsOfType => ({
  mitigation: mitigation ?? 'UNKNOWN',
  availableCO2: jsonAtMost(availableG),
  offsetCO2: jsonAtMost(offsetG),
});

/** Emissions and credits of an organisation, beside each other. */
export class ReadBalanceUseCase {
  constructor(private readonly credits: CreditReader) {}

  async execute(organizationId: string): Promise<BalanceAnswer> {
    return answerOf(organizationId, await this.credits.balance(organizationId, EXPIRING_WITHIN_DAYS));
  }
}

function answerOf(organizationId: string, figures: BalanceFigures): BalanceAnswer {
  const { types } = figures;
  const balance = balanceOf(
    figures.emissionsUg,
    sumOf(types, ({ offsetG }) => offsetG),
  );
  return {
    organizationId,
    unit: 'g',
    availableCO2: jsonAtMost(sumOf(types, ({ availableG }) => availableG)),
    reservedCO2: jsonAtMost(sumOf(types, ({ reservedG }) => reservedG)),
    totalEmissions: jsonAtLeast(balance.totalEmissionsG),
    totalOffset: jsonAtMost(balance.totalOffsetG),
    confirmedOffset: jsonAtMost(figures.confirmedG),
    netEmissions: jsonAtLeast(balance.netEmissionsG),
    surplusOffset: jsonAtMost(balance.surplusG),
    offsetPercentage: hundredthsAsNumber(balance.offsetBasisPoints),
    credits: {
      active: types.reduce((sum, { activeCount }) => sum + activeCount, 0),
      totalValue: hundredthsAsNumber(sumOf(types, ({ valueCents }) => valueCents)),
    },
    expiringSoon: {
      withinDays: EXPIRING_WITHIN_DAYS,
      availableCO2: jsonAtMost(figures.expiringG),
      firstExpiresAt: figures.firstExpiresAtMs === null ? null : toIso(figures.firstExpiresAtMs),
    },
    byType: types.map(typeAnswer),
    asOfSequence: Number(figures.lastEntryId),
    accountingNote: ACCOUNTING_NOTE,
  };
}
