import type { INestApplicationContext } from '@nestjs/common';
import type { Log } from '../logging/logger';

const CLOSE_LIMIT_MS = 10_000;

/** On SIGTERM or SIGINT: finish what is under way, let go of every connection, leave; after 10 s leave anyway. */
export function closeOnSignal(app: INestApplicationContext, log: Log): void {
  let closing = false;
  const close = (signal: NodeJS.Signals) => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    app.close().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'closing failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}
