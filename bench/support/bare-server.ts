import fastify from 'fastify';

/** The least that can answer a JSON POST: what everything else is measured against. Tells its port to its parent. */
async function main(): Promise<void> {
  const server = fastify({ logger: false });
  server.post('/', (request) => {
    const names = Object.keys(request.body as object);
    return { first: names[0], count: names.length };
  });
  process.send?.({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
  process.once('disconnect', () => void server.close());
}

void main();
