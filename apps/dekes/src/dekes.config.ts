import type { SearchRunFigures } from '@ecobe/energy';
import { capacities } from '@ecobe/contracts';
import type { Settings } from '@ecobe/platform';

/** What this app's decisions depend on besides the grid. */
export interface DekesPolicy {
  readonly figures: SearchRunFigures;
  readonly minGainPercent: number;
  /** Mean kW that runs of DEKES may draw in a region at any hour; null without a limit. */
  readonly capKwOf: (region: string) => number | null;
  /** Whose budget events are told where a request names nobody. */
  readonly organizationId: string | null;
  readonly webhooks: { readonly allowsPrivate: boolean; readonly hasSecret: boolean };
}

/** Injection token of the {@link DekesPolicy}. */
export const DEKES_POLICY = Symbol('dekes policy');

export const dekesPolicy = (settings: Settings): DekesPolicy => ({
  figures: {
    vcpus: settings.DEKES_VCPUS,
    wattsPerVcpu: settings.DEKES_WATTS_PER_VCPU,
    joulesPerResult: settings.DEKES_JOULES_PER_RESULT,
  },
  minGainPercent: settings.ECOBE_MIN_GAIN_PERCENT,
  capKwOf: capacities(settings),
  organizationId: settings.DEKES_ORGANIZATION_ID ?? null,
  webhooks: {
    allowsPrivate: settings.ECOBE_WEBHOOK_ALLOW_PRIVATE,
    hasSecret: settings.ECOBE_WEBHOOK_SECRET !== undefined,
  },
});

/** Real milliseconds until an instant of the suite's clock that lies so far ahead. */
export const realWait = (spanMs: number, clockSpeed: number): number =>
  Math.max(0, Math.ceil(spanMs / clockSpeed));
