import type { Provider } from './cloud-region';
import { SOURCES } from './sources';
import type { SourceKey } from './sources';
import type { ResolvedRegion } from './resolve-region';

/** A PUE with the span it may lie in. */
export interface Pue {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  /** published: this region's own. default: the provider's other regions, or data centres in general. */
  readonly kind: 'published' | 'default';
  readonly year: number | null;
  readonly source: SourceKey;
  readonly basis: string;
}

const standing = (low: number, mid: number, high: number, source: SourceKey): Pue => ({
  low,
  mid,
  high,
  kind: 'default',
  year: null,
  source,
  basis: SOURCES[source].name,
});

/** PUE where a region's own is not published. */
const DEFAULT_PUE: Readonly<Record<Provider | 'other', Pue>> = {
  aws: standing(1.07, 1.15, 1.46, 'pueAws'),
  azure: standing(1.11, 1.18, 1.35, 'pueAzure'),
  gcp: standing(1.07, 1.09, 1.16, 'pueGcp'),
  other: standing(1.1, 1.2, 1.5, 'pueOther'),
};

/** The PUE to use for a region: its own, else its provider's, else (bare zone) that of data centres in general. */
export function pueOf(region: ResolvedRegion): Pue {
  const site = region.cloudRegion;
  if (site === null) return DEFAULT_PUE.other;
  if (site.pue === null) return DEFAULT_PUE[site.provider];
  const { value, year, source } = site.pue;
  const basis = `published for ${site.id}, ${year}${site.note ? ` (${site.note})` : ''}`;
  return { low: value, mid: value, high: value, kind: 'published', year, source, basis };
}
