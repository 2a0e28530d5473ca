import type { SustainabilityReport } from '@ecobe/contracts';

const LABEL_LETTERS = 33;

const row = (label: string, figure: string): string => `${label.padEnd(LABEL_LETTERS)} ${figure}`;
const grams = (value: number | null, reason: string | null): string =>
  value === null ? `not known: ${reason ?? 'no reason told'}` : `${value.toLocaleString('en')} gCO2eq`;
const percent = (value: number | null): string => (value === null ? 'not known' : `${value} %`);

/** The main figures of a report, a line each; credits stand beside emissions and are never subtracted. */
export function reportSummary({ content, sha256 }: SustainabilityReport): string[] {
  const { organizationId, period, record, notices, energy, emissions, dataQuality, sci, avoided, credits } =
    content;
  const { locationBased, marginal } = emissions;
  return [
    ...notices,
    `${organizationId}, ${period.from} to ${period.to}, ${record.version === null ? 'not kept as a version' : `version ${record.version}`}`,
    '',
    row('energy', `${energy.energyKwh.toLocaleString('en')} kWh`),
    ...dataQuality.energy.map((share) => row(`  ${share.quality}`, percent(share.percent))),
    row('emissions, location-based', grams(locationBased.emissionsCO2, null)),
    row('  marginal, in no sum with them', grams(marginal.emissionsCO2, marginal.reason)),
    row('avoided by scheduling', grams(avoided.avoidedCO2, avoided.reason)),
    ...sci.units.map((unit) =>
      row(
        `SCI per ${unit.functionalUnit}`,
        `${unit.sciGPerUnit} gCO2eq${unit.isOperationalOnly ? ', operational only' : ''}`,
      ),
    ),
    row('credits confirmed by a registry', grams(credits.confirmedCO2, null)),
    row('credits not confirmed yet', grams(credits.unconfirmedCO2, null)),
    row('contribution ratio, confirmed', percent(credits.confirmedContributionPercent)),
    '',
    credits.accountingNote,
    `SHA-256 ${sha256}`,
  ];
}
