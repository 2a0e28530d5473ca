import fastify from 'fastify';

/** The least that can answer a JSON POST: what everything else is measured against. Tells its port to its parent. */
async function main(): Promise<void> {
  const server = fastify({ logger: false });
  server.post('/', (request) => {
    const { preferredRegions } = request.body as { preferredRegions: string[] };
    return { selectedRegion: preferredRegions[0], regionCount: preferredRegions.length };
  });
  process.send?.({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
  process.once('disconnect', () => void server.close());
}

void main();
