import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, RpcExceptionFilter } from '@nestjs/common';
import { ProblemError } from '@ecobe/contracts';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { INTERNAL_PROBLEM } from './problems';
import type { StreamsContext } from './streams.context';

/** Refusals cross the wire as they are; any other failure is logged here and crosses without its inside. */
@Catch()
export class ProblemFilter implements RpcExceptionFilter {
  private readonly logger = new Logger('Messages');

  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    if (error instanceof ProblemError) return throwError(() => error.problem);
    const context = host.switchToRpc().getContext<StreamsContext>();
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error(`${context.pattern} failed (request ${context.requestId ?? 'without id'}): ${fault}`);
    return throwError(() => INTERNAL_PROBLEM);
  }
}
