import { FIGURE_COLUMNS, FIGURE_TOTALS, figureArrays } from './forecast-score.columns';

const SERIES = 'zone = $1 AND signal = $2 AND basis = $3';

/** Issued for an hour of the day that starts at `start`, at a lead of at most 95 h. */
const speaksOf = (start: string): string =>
  `${SERIES} AND issued_at >= ${start} - interval '95 hours' AND issued_at < ${start} + interval '24 hours'`;

export const FORECAST_SERIES = `
  SELECT zone, signal, basis, min(issued_at) AS "firstIssuedAt"
    FROM forecasting.carbon_forecast
   WHERE issued_at >= $1
   GROUP BY zone, signal, basis
   ORDER BY zone, signal, basis`;

/** `clock_timestamp()` orders the readings of all replicas by one clock. */
export const DAY_STATES = `
  SELECT day, clock_timestamp()::text AS "readAt", issued.count AS "forecastCount",
         scored.is_simulated AS "isSimulated", scored.truth_g_per_kwh AS "truth",
         scored.ended_hours AS "endedHours", scored.forecast_count AS "scoredForecastCount",
         scored.quality, scored.source
    FROM generate_series($4::timestamptz, $5::timestamptz - interval '24 hours', interval '24 hours') AS day
   CROSS JOIN LATERAL (
     SELECT count(*)::integer FROM forecasting.carbon_forecast WHERE ${speaksOf('day')}
   ) AS issued
    LEFT JOIN forecasting.scored_day AS scored
      ON scored.zone = $1 AND scored.signal = $2 AND scored.basis = $3 AND scored.target_day = day
   ORDER BY day`;

/** Only the hours of the day are cut out of the arrays: a quarter of what is stored. */
export const FORECASTS_OF_DAY = `
  SELECT issued_at AS "issuedAt", valid_from AS "validFrom", model, quality = 'simulated' AS "isSimulated",
         greatest(valid_from, $4::timestamptz) AS "from",
         values_g_per_kwh[first:last] AS "values", p10_g_per_kwh[first:last] AS p10,
         p90_g_per_kwh[first:last] AS p90, naive_g_per_kwh AS naive
    FROM forecasting.carbon_forecast
   CROSS JOIN LATERAL (
     SELECT (extract(epoch FROM $4::timestamptz - valid_from) / 3600)::integer AS hours_before
   ) AS start
   CROSS JOIN LATERAL (
     SELECT greatest(hours_before, 0) + 1 AS first, least(hours_before + 24, 96) AS last
   ) AS cut
   WHERE ${speaksOf('$4::timestamptz')}
   ORDER BY issued_at`;

/** Waits for whoever scores the same day now; then the later reading stands. */
export const CLAIM_DAY = `
  INSERT INTO forecasting.scored_day AS scored
         (zone, signal, basis, is_simulated, target_day, read_at, truth_g_per_kwh, ended_hours, forecast_count,
          quality, source)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (zone, signal, basis, is_simulated, target_day) DO UPDATE
         SET read_at = excluded.read_at, truth_g_per_kwh = excluded.truth_g_per_kwh,
             ended_hours = excluded.ended_hours, forecast_count = excluded.forecast_count,
             quality = excluded.quality, source = excluded.source
       WHERE scored.read_at <= excluded.read_at
   RETURNING true`;

export const DELETE_SCORES = `
  DELETE FROM forecasting.forecast_score WHERE ${SERIES} AND is_simulated = $4 AND target_day = $5`;

export const INSERT_SCORES = `
  INSERT INTO forecasting.forecast_score
         (zone, signal, basis, is_simulated, target_day, from_lead_hours, model, ${FIGURE_COLUMNS})
  SELECT $1, $2, $3, $4::boolean, $5::timestamptz, bucket.*
    FROM unnest($6::integer[], $7::text[], ${figureArrays(8)}) AS bucket`;

export const TOTALS = `
  SELECT from_lead_hours AS "fromLeadHours", model, ${FIGURE_TOTALS}
    FROM forecasting.forecast_score
   WHERE ${SERIES} AND is_simulated = $4 AND target_day >= $5 AND target_day < $6
   GROUP BY from_lead_hours, model
   ORDER BY from_lead_hours, model`;

/** Of days that count in some figure. A source string may name several, so they are parted again. */
export const TRUTH_OF_TOTALS = `
  SELECT CASE WHEN $4 THEN 'simulated' WHEN bool_and(quality = 'measured') THEN 'measured' ELSE 'estimated' END
           AS quality,
         array_agg(DISTINCT part ORDER BY part) AS sources
    FROM forecasting.scored_day, regexp_split_to_table(source, ' \\+ ') AS part
   WHERE ${SERIES} AND is_simulated = $4 AND target_day >= $5 AND target_day < $6
  HAVING count(*) > 0`;

export const FIRST_DAYS = `
  SELECT zone, signal, basis, target_day AS "day", ${FIGURE_TOTALS}
    FROM forecasting.forecast_score
   WHERE NOT is_simulated AND from_lead_hours < 24 AND target_day >= $1 AND target_day < $2
   GROUP BY zone, signal, basis, target_day
   ORDER BY zone, signal, basis, target_day`;
