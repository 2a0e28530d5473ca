import type { SustainabilityReportContent } from '@ecobe/contracts';
import { percent } from './figure.fixture';
import type { Figure, Figures } from './figure.fixture';

/** `retired`: each posting by which grams were retired in the period, its lot and how its retirement stands. */
const RETIRED = `WITH retired AS (
    SELECT lot.*, delta_g, retirement.status FROM credits.ledger_entry AS entry
    JOIN credits.posting ON posting.entry_id = entry.id AND account = 'RETIRED'
    JOIN credits.carbon_credit AS lot ON lot.id = credit_id JOIN credits.retirement ON retirement.entry_id = entry.id
    WHERE entry.organization_id = $1 AND entry.kind = 'RETIRE' AND entry.created_at >= $2 AND entry.created_at < $3
  )`;

const gramsThat = (statuses: string): string =>
  `coalesce(sum(delta_g) FILTER (WHERE status IN (${statuses})), 0)`;
const [CONFIRMED, UNCONFIRMED] = [gramsThat(`'CONFIRMED'`), gramsThat(`'ALLOCATED', 'SUBMITTED'`)];

const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');

type Credits = SustainabilityReportContent['credits'];
type GroupName = keyof Credits & ('removalsByPathway' | `by${string}`);

const grouped = (name: GroupName, by: string, condition = 'true'): Figure => ({
  sql: `${RETIRED}, groups AS (
      SELECT ${by} AS "group", ${CONFIRMED} AS confirmed, ${UNCONFIRMED} AS unconfirmed
      FROM retired WHERE ${condition} AND status NOT IN ('REJECTED', 'REVERSED') GROUP BY 1)
    SELECT "group", confirmed::float8 AS "confirmedCO2", unconfirmed::float8 AS "unconfirmedCO2",
      ${percent('confirmed', 'sum(confirmed) OVER ()')} AS "confirmedPercent",
      ${percent('unconfirmed', 'sum(unconfirmed) OVER ()')} AS "unconfirmedPercent" FROM groups`,
  told: ({ credits }) => credits[name],
});

/** `reversed`: reversing entries of the period, and those of retirements of it. */
const REVERSED = `WITH reversed AS (
    SELECT retirement.id, entry.created_at AS retired_at, back.created_at AS reversed_at,
      (SELECT sum(delta_g) FROM credits.posting WHERE entry_id = entry.id AND account = 'RETIRED') AS grams
    FROM credits.ledger_entry AS back JOIN credits.ledger_entry AS entry ON entry.id = back.reverses_id
    JOIN credits.retirement ON retirement.entry_id = entry.id
    WHERE back.organization_id = $1 AND back.kind = 'REVERSE'
      AND (back.created_at >= $2 AND back.created_at < $3 OR entry.created_at >= $2 AND entry.created_at < $3)
  )`;

const iso = (at: string): string =>
  `to_char(date_trunc('milliseconds', ${at}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Retirements by their postings, divided as ESRS E1-7 AR 62 lists it, and reversals by their entries. */
export const CREDIT_FIGURES: Figures = {
  credits: {
    sql: `${RETIRED}, emitted AS (
        SELECT ceil(coalesce(sum(emissions_ug), 0) * 0.000001) AS emitted_g FROM credits.emission_log
        WHERE organization_id = $1 AND hour_at >= $2 AND hour_at < $3)
      SELECT ${CONFIRMED}::float8 AS "confirmedCO2", ${UNCONFIRMED}::float8 AS "unconfirmedCO2",
        ${gramsThat(`'REJECTED'`)}::float8 AS "rejectedCO2", ${gramsThat(`'REVERSED'`)}::float8 AS "reversedCO2",
        ${percent(CONFIRMED, 'max(emitted_g)')} AS "confirmedContributionPercent",
        ${percent(`${CONFIRMED} + ${UNCONFIRMED}`, 'max(emitted_g)')} AS "trackedContributionPercent"
      FROM emitted LEFT JOIN retired ON true`,
    told: ({ credits }) => [
      {
        ...{ confirmedCO2: credits.confirmedCO2, unconfirmedCO2: credits.unconfirmedCO2 },
        ...{ rejectedCO2: credits.rejectedCO2, reversedCO2: credits.reversedCO2 },
        confirmedContributionPercent: credits.confirmedContributionPercent,
        trackedContributionPercent: credits.trackedContributionPercent,
      },
    ],
  },
  byMitigation: grouped('byMitigation', 'mitigation'),
  removalsByPathway: grouped('removalsByPathway', 'pathway', `mitigation = 'REMOVAL'`),
  byQualityStandard: grouped('byQualityStandard', 'registry'),
  byEuProject: grouped(
    'byEuProject',
    `CASE WHEN details #>> '{project,country}' IN ('${EU.join(`','`)}') THEN 'EU'
      WHEN details #>> '{project,country}' IS NOT NULL THEN 'OUTSIDE_EU' END`,
  ),
  byCorrespondingAdjustment: grouped(
    'byCorrespondingAdjustment',
    `details #>> '{correspondingAdjustment,status}'`,
  ),
  reversedInAll: {
    sql: `${REVERSED} SELECT count(*)::int AS "reversalCount", coalesce(sum(grams), 0)::float8 AS "reversedCO2" FROM reversed`,
    told: ({ restatements: { reversalCount, reversedCO2 } }) => [{ reversalCount, reversedCO2 }],
  },
  reversals: {
    sql: `${REVERSED} SELECT id AS "retirementId", grams::float8 AS "reversedCO2", ${iso('retired_at')} AS "retiredAt",
        ${iso('reversed_at')} AS "reversedAt" FROM reversed ORDER BY reversed_at DESC, id LIMIT 100`,
    told: ({ restatements }) => restatements.reversals,
  },
};
