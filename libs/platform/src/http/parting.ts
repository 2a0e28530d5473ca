import type { FastifyInstance } from 'fastify';

const IDLE_CHECK_MS = 50;

/**
 * Lets a closing server end soon: every answer from then on asks the client to hang up, and connections that fall idle are
 * closed, which Node does only once, at the start. Else a client that keeps its connection would hold the process open.
 */
export function partFromClients(server: FastifyInstance): void {
  let idleCheck: NodeJS.Timeout | undefined;
  server.addHook('preClose', (done) => {
    idleCheck = setInterval(() => {
      server.server.closeIdleConnections();
    }, IDLE_CHECK_MS);
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (idleCheck !== undefined) reply.header('connection', 'close');
    done(null, payload);
  });
  server.addHook('onClose', (_server, done) => {
    clearInterval(idleCheck);
    done();
  });
}
