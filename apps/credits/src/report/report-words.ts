/** Sentences of reports. No claim of what credits would make an organisation or a product stands in any of them. */

export const TITLE = 'Sustainability report';

export const BOUNDARY = {
  includes: [
    'Electricity of the workloads recorded in the emission log, with the cooling of their sites and what was moved for them where it was recorded.',
    'Hour by hour, at the grid zone in which each workload ran.',
  ],
  excludes: [
    'Everything else of the organisation: fuels, offices, travel, purchased goods, and workloads that were not recorded.',
    'The making of hardware, but for M in software carbon intensity.',
    'Carbon credits: they stand beside emissions and change none of them.',
  ],
};

export const ROUNDING = [
  'All sums are of whole micrograms of CO2eq and whole microwatthours; these stand in the members that end in Ug and Uwh, exact.',
  'Each figure is rounded once, from its exact sum: emissions and software carbon intensity up, credits, avoided emissions and shares down (shares to 0.01 %).',
  'Rounded parts may therefore add up to other than the rounded total.',
];

export const NO_MARKET_BASED =
  'Not available: no contractual instruments (supplier factors, guarantees of origin) are recorded, and none are assumed.';
export const NO_MARGINAL = 'Of no energy of the period is the marginal intensity known.';
export const MARGINAL_NOTE =
  'Consequential, outside the inventory: what the grid would have emitted less without this energy. Never added to location-based emissions.';

export const SCI_BASIS =
  'A workload belongs whole to the period in which its first hour lies, by its newest figures. O is location-based; credits and market-based measures are left out. Only counts of the same functional unit are added.';
export const NO_UNIT = 'No functional unit was told of these workloads.';
export const unknownEmbodied = (unknown: number, all: number): string =>
  `Operational only: the hardware of ${unknown} of ${all} workloads was not told.`;

export const AVOIDED_NOTE =
  'Against the named baseline, settled with observed intensities; operational emissions on both sides. Not part of any inventory, and never subtracted from emissions.';
export const NO_BASELINE = 'Nothing to compare these workloads with was told.';

export const CREDIT_BASIS =
  'Retirements made in the period by the time of these books. Rejected and reversed ones count nowhere; shares are of volume.';
export const NO_PLAN = 'Plans to cancel credits in the future are not recorded.';
export const NO_EMISSIONS = 'No emissions to compare credits with.';
export const NOT_TOLD = 'Not told when the credits were bought.';
export const BESIDE_NOTE =
  'Credits stand beside gross emissions and are never subtracted from them. The contribution ratio compares two figures; it is no statement about the organisation or its products.';

/** First of all notices. */
export const SIMULATED =
  'SIMULATED DATA: figures of this report rest on simulated grid intensities and describe no real emissions.';
export const NOT_OVER =
  'The period was not over when this was told: figures may still come in, and no version is kept until it is.';
export const NOT_KEPT =
  'Not kept as a version: versions are kept of whole months (UTC) in which something was recorded. The same sequences give the same figures.';
export const NOTHING_LOGGED = 'No emissions are recorded in this period.';
export const leftOutFactors = (count: number): string =>
  `${count} more sources and versions of intensities are counted in every sum but not listed.`;
export const leftOutReversals = (count: number): string =>
  `${count} earlier reversals are in the count and sum of reversals but not listed.`;
