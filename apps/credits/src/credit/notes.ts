/** What a retirement in these books is. */
export const CLAIM_NOTE =
  'A tracked claim of this organisation until evidence of the registry is attached; it is no retirement at the registry.';

/** How a balance may be read. */
export const ACCOUNTING_NOTE =
  'Gross emissions and retired credits stand beside each other. netEmissions and offsetPercentage are arithmetic on both, not ' +
  'inventory figures: credits never lower reported emissions. Emissions are location-based and rounded up, shares rounded down.';
