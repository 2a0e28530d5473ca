export const CRITERIA = ['carbon', 'latency', 'cost'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** A figure with where it comes from; unknown is null with the reason. */
export type Figure =
  { readonly value: number; readonly source: string } | { readonly value: null; readonly reason: string };

/** How much each criterion counts; only the ratios matter. */
export type Weights = Readonly<Record<Criterion, number>>;

/** The fixed scales: limits and references that no candidate has a say in. */
export interface Scales {
  /** gCO2eq/kWh at which the carbon utility is 0; above it a region is out. */
  readonly maxCarbonGPerKwh: number;
  /** ms at which the latency utility is 0, above it a region is out; null without a limit. */
  readonly maxLatencyMs: number | null;
  /** USD per hour at which the cost utility is one half. */
  readonly costReferenceUsdPerHour: number;
}

/** Round trip at which the latency utility is one half where the caller sets no limit: about Paris to New York. */
const LATENCY_REFERENCE_MS = 100;
/** About the list price of 4 vCPU and 16 GB in us-east-1, USD per hour. */
export const DEFAULT_COST_REFERENCE_USD_PER_HOUR = 0.2;

const clamped = (utility: number): number => Math.min(1, Math.max(0, utility));
/** 1 at nothing, one half at the reference, towards 0 beyond: for quantities without a natural worst. */
const halving = (value: number, reference: number): number => 1 / (1 + value / reference);
/** 1 at nothing, 0 at the limit; a limit of 0 is met by nothing but 0. */
const upTo = (value: number, limit: number): number =>
  limit === 0 ? Number(value === 0) : clamped(1 - value / limit);

/** Utility in [0, 1], 1 best, of one value on its fixed scale. */
export function utilityOf(criterion: Criterion, value: number, scales: Scales): number {
  switch (criterion) {
    case 'carbon':
      return upTo(value, scales.maxCarbonGPerKwh);
    case 'latency':
      return scales.maxLatencyMs === null
        ? halving(value, LATENCY_REFERENCE_MS)
        : upTo(value, scales.maxLatencyMs);
    case 'cost':
      return halving(value, scales.costReferenceUsdPerHour);
  }
}
