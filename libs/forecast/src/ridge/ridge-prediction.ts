import type { ModelRefusal } from '../forecast-model';
import { originColumns, targetColumns } from './columns';
import type { Column, Place } from './columns';
import type { ForecastSpan } from './forecast-span';
import type { GridFrame } from './grid-frame';
import { ANCHOR_STEP_HOURS, FITTED_LEADS } from './ridge-parameters';
import type { AnchorRegressions, RidgeParameters } from './ridge-parameters';
import { HOURS_PER_DAY, slotOf } from './signal';
import { standardised } from './standard-scale';

/** What each output is forecast to deviate from its profile, hour by hour from the issue on. */
export function predictDeviations(
  parameters: RidgeParameters,
  frame: GridFrame,
  span: ForecastSpan,
): Float64Array[] | ModelRefusal {
  const shift = slotOf(frame.startHour + span.origin) % ANCHOR_STEP_HOURS;
  const anchorHour = slotOf(frame.startHour + span.origin) - shift;
  const anchor = parameters.anchors[anchorHour / ANCHOR_STEP_HOURS] ?? null;
  if (anchor === null) return refusal('too few days on which the hour of the issue was known');
  const columns = {
    origin: columnsNamed(parameters.originColumns, originColumns(frame)),
    target: columnsNamed(parameters.targetColumns, targetColumns(frame)),
  };
  const inputs = new Float64Array(1 + columns.origin.length + columns.target.length).fill(1, 0, 1);
  standardise(columns.origin, { ...span, target: span.origin }, anchor.originScales, inputs.subarray(1));
  const ofTarget = inputs.subarray(1 + columns.origin.length);
  const outputs = parameters.outputs.map(() => new Float64Array(span.horizonHours));
  for (let hour = 0; hour < span.horizonHours; hour++) {
    const target = span.issue + hour;
    const lead = fittedLead(target - span.origin + shift);
    const scales = anchor.targetScales.subarray(2 * columns.target.length * lead);
    standardise(columns.target, { ...span, target }, scales, ofTarget);
    outputs.forEach((values, output) => {
      values[hour] = productOf(inputs, anchor, lead * outputs.length + output);
    });
  }
  return outputs;
}

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

/** The columns that were learnt from, in their order; one that is not there now is not known. */
const columnsNamed = (names: readonly string[], columns: readonly Column[]): Column[] => {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return names.map((name) => byName.get(name) ?? { name, of: 'history', valueAt: () => NaN });
};

/** Beyond the last fitted lead, the same hour of the day before it speaks. */
const fittedLead = (lead: number): number =>
  lead < FITTED_LEADS ? lead : lead - HOURS_PER_DAY * Math.ceil((lead - FITTED_LEADS + 1) / HOURS_PER_DAY);

function standardise(
  columns: readonly Column[],
  place: Place,
  scales: Float32Array,
  out: Float64Array,
): void {
  columns.forEach((column, index) => {
    const deviation = scales[2 * index + 1] ?? 0;
    out[index] = deviation === 0 ? 0 : standardised(column.valueAt(place), scales[2 * index] ?? 0, deviation);
  });
}

function productOf(inputs: Float64Array, { coefficients }: AnchorRegressions, block: number): number {
  let sum = 0;
  const start = block * inputs.length;
  for (let i = 0; i < inputs.length; i++) sum += (inputs[i] ?? 0) * (coefficients[start + i] ?? 0);
  return sum;
}
