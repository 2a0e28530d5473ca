import { REVERSE_RETIREMENT } from '@ecobe/contracts';
import { faultLine, withCaller } from '../manage-models/with-caller';

/** Which retirement, whose, and why. */
export interface ReverseOptions {
  organization: string;
  reason: string;
}

/** Reverses a retirement in the running suite. @returns exit code */
export async function reverseRetirement(
  retirementId: string,
  { organization, reason }: ReverseOptions,
): Promise<number> {
  try {
    const request = { organizationId: organization, retirementId, reason };
    const reversed = await withCaller((caller) => caller.call(REVERSE_RETIREMENT, request));
    const when = reversed.isNew ? 'now' : `since ${reversed.reversedAt}, for: ${reversed.reason}`;
    process.stdout.write(
      `${reversed.reversedCO2} g of retirement ${retirementId} count no longer (${when}).\n`,
    );
    return 0;
  } catch (error) {
    process.stderr.write(`${faultLine(error)}\n`);
    return 1;
  }
}
