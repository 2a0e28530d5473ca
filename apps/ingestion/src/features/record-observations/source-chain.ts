import { BASES } from '@ecobe/carbon';
import type { CarbonObservation } from '@ecobe/carbon';
import type { CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderRecord } from '../../ports/provider-status';
import { sourcesOf } from './record-reading.use-case';
import type { RecordReadingUseCase } from './record-reading.use-case';
import type { Need } from './source-need';

/** How one source is asked. */
export type Ask = (source: CarbonSource) => Promise<SourceReading>;

/** Good values, and whether the source gave all it was asked for. */
interface Outcome {
  told: CarbonObservation[];
  isWhole: boolean;
}

const NOTHING: Outcome = { told: [], isWhole: false };

/** What a run down the chain came to. */
export interface ChainOutcome {
  /** Names of the sources that gave all they were asked for, with at least one good value. */
  answered: string[];
  /** Whether the need of every basis was met. */
  isMet: boolean;
}

/** Asks a zone's sources from best to least until the need of both bases is met; each that fails makes way for the next. */
export class SourceChain {
  constructor(
    private readonly sources: readonly CarbonSource[],
    private readonly recordReading: RecordReadingUseCase,
    private readonly board: { of(source: string): ProviderRecord },
  ) {}

  async run(zone: string, ask: Ask, need: Need): Promise<ChainOutcome> {
    const told: CarbonObservation[] = [];
    const isMet = () => BASES.every((basis) => need(told.filter((value) => value.basis === basis)));
    const answered: string[] = [];
    for (const source of sourcesOf(this.sources, zone)) {
      const outcome = await this.readFrom(source, zone, ask);
      if (outcome.told.length > 0 && outcome.isWhole) answered.push(source.name);
      told.push(...outcome.told);
      if (isMet()) return { answered, isMet: true };
    }
    return { answered, isMet: false };
  }

  private async readFrom(source: CarbonSource, zone: string, ask: Ask): Promise<Outcome> {
    const record = this.board.of(source.name);
    try {
      const reading = await ask(source);
      // nothing was asked where the plan leaves the zone out: neither a success nor a failure
      if (reading.candidates.length === 0) return NOTHING;
      const told = await this.recordReading.run(zone, reading, record);
      if (told.length === 0) throw new ProviderFaultError('malformed', 'no value was believable');
      if (reading.fault === undefined) record.succeeded();
      else record.failed(reading.fault.kind, reading.fault.message);
      return { told, isWhole: reading.fault === undefined };
    } catch (error) {
      if (!(error instanceof ProviderFaultError)) throw error;
      record.failed(error.kind, error.message);
      return NOTHING;
    }
  }
}
