import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, RpcExceptionFilter } from '@nestjs/common';
import { ProblemError } from '@ecobe/contracts';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { INTERNAL_PROBLEM } from './problems';
import { storeAway } from './store-away';
import type { StreamsContext } from './streams.context';

/** From here on a status tells of a fault on our side. */
const OUR_FAULT_STATUS = 500;

/**
 * Refusals cross the wire as they are, told in one line at most: they are expected, also by the hundred while a store is
 * away, which is a refusal too. Any other failure is logged here with its stack and crosses without its inside.
 */
@Catch()
export class ProblemFilter implements RpcExceptionFilter {
  private readonly logger = new Logger('Messages');

  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    const { pattern, requestId } = host.switchToRpc().getContext<StreamsContext>();
    const request = `(request ${requestId ?? 'without id'})`;
    const problem = error instanceof ProblemError ? error.problem : storeAway(error);
    if (problem !== null) {
      const { status, code, detail } = problem;
      const line = `${pattern} refused with ${status} ${code} ${request}: ${detail}`;
      if (status >= OUR_FAULT_STATUS) this.logger.warn(line);
      else this.logger.debug(line);
      return throwError(() => problem);
    }
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error(`${pattern} failed ${request}: ${fault}`);
    return throwError(() => INTERNAL_PROBLEM);
  }
}
