import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderRecord } from '../../ports/provider-status';
import { sourcesOf } from './record-reading.use-case';
import type { RecordReadingUseCase } from './record-reading.use-case';

/** How one source is asked. */
export type Ask = (source: CarbonSource) => Promise<SourceReading>;

/** Bases with a good value, and whether the source gave all it was asked for. */
interface Outcome {
  bases: ReadonlySet<Basis>;
  isWhole: boolean;
}

const NOTHING: Outcome = { bases: new Set(), isWhole: false };

/** Asks a zone's sources from best to least until both bases have a good value; each that fails makes way for the next. */
export class SourceChain {
  constructor(
    private readonly sources: readonly CarbonSource[],
    private readonly recordReading: RecordReadingUseCase,
    private readonly board: { of(source: string): ProviderRecord },
  ) {}

  /** @returns names of the sources that gave all they were asked for, with at least one good value. */
  async run(zone: string, ask: Ask): Promise<string[]> {
    const wanted = new Set<Basis>(BASES);
    const answered: string[] = [];
    for (const source of sourcesOf(this.sources, zone)) {
      const { bases, isWhole } = await this.readFrom(source, zone, ask);
      if (bases.size > 0 && isWhole) answered.push(source.name);
      for (const basis of bases) wanted.delete(basis);
      if (wanted.size === 0) break;
    }
    return answered;
  }

  private async readFrom(source: CarbonSource, zone: string, ask: Ask): Promise<Outcome> {
    const record = this.board.of(source.name);
    try {
      const reading = await ask(source);
      // nothing was asked where the plan leaves the zone out: neither a success nor a failure
      if (reading.candidates.length === 0) return NOTHING;
      const bases = await this.recordReading.run(zone, reading, record);
      if (bases.size === 0) throw new ProviderFaultError('malformed', 'no value was believable');
      if (reading.fault === undefined) record.succeeded();
      else record.failed(reading.fault.kind, reading.fault.message);
      return { bases, isWhole: reading.fault === undefined };
    } catch (error) {
      if (!(error instanceof ProviderFaultError)) throw error;
      record.failed(error.kind, error.message);
      return NOTHING;
    }
  }
}
