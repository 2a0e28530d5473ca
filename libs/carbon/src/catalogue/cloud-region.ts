import type { SourceKey } from './sources';

export const PROVIDERS = ['aws', 'azure', 'gcp'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Power usage effectiveness: energy of the site / energy of its computers, over one year. */
export interface PublishedPue {
  readonly value: number;
  readonly year: number;
  readonly source: SourceKey;
}

/** On-demand list price of one machine, Linux, without taxes. */
export interface InstancePrice {
  readonly usdPerHour: number;
  readonly instance: string;
  readonly vcpus: number;
  readonly memoryGb: number;
  /** Accelerators in the machine. */
  readonly gpus: number;
  readonly source: SourceKey;
}

/** A provider's site. Figures that nobody published are null, with the reason in `unknown`. */
export interface CloudRegion {
  /** `aws:eu-west-3` */
  readonly id: string;
  readonly provider: Provider;
  /** The provider's own name, `eu-west-3`. */
  readonly name: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** Degrees north and east; the town, not the building. */
  readonly latitude: number;
  readonly longitude: number;
  /** Electricity Maps zone id. */
  readonly zone: string;
  /** Source of the place and its zone. */
  readonly placeSource: SourceKey;
  readonly pue: PublishedPue | null;
  readonly price: InstancePrice | null;
  readonly gpuPrice: InstancePrice | null;
  readonly note: string | null;
  /** Why a figure is null. */
  readonly unknown: Readonly<Partial<Record<'pue' | 'price' | 'gpuPrice', string>>>;
}
