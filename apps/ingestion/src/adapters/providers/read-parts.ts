import type { Candidate, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';

/**
 * Reads what a provider gives in several requests. Where the first fails, all fail; where a later one does, what came
 * before is kept and the fault goes with it.
 */
export async function readParts(parts: (() => Promise<Candidate[]>)[]): Promise<SourceReading> {
  const candidates: Candidate[] = [];
  for (const [index, part] of parts.entries()) {
    try {
      candidates.push(...(await part()));
    } catch (error) {
      if (index === 0 || !(error instanceof ProviderFaultError)) throw error;
      return { candidates, generation: [], fault: error };
    }
  }
  return { candidates, generation: [] };
}
