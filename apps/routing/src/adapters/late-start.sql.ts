/**
 * Assignments that move the plan of a workload `w` by so many milliseconds, an expression: what starts late runs late, and is
 * settled by the hours in which it ran. Without a move the reason is the other one.
 */
export const movedBy = (shiftMs: string, otherReason: string): string => `
    reason = CASE WHEN ${shiftMs} > 0
      THEN 'LATE_START: handed over ' || round(${shiftMs} / 1000) || ' s after its planned start' ELSE ${otherReason} END,
    start_at = start_at + ${shiftMs} * interval '1 millisecond',
    end_at = end_at + ${shiftMs} * interval '1 millisecond',
    segments = (SELECT jsonb_agg(jsonb_build_object('startMs', (span->>'startMs')::numeric + ${shiftMs},
      'endMs', (span->>'endMs')::numeric + ${shiftMs}) ORDER BY place)
      FROM jsonb_array_elements(segments) WITH ORDINALITY AS spans (span, place))`;
