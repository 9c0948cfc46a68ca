import type { FastifyInstance } from 'fastify';

import type { Authenticator } from '../auth/authenticator';
import type { SubgraphClient } from '../transport/subgraph-client';

const probeMs = 1_000;

/**
 * `/health/live`: the process answers. `/health/ready`: it can serve; subgraphs that do not answer are named, and issuers
 * of tokens whose keys cannot be read.
 */
export function addHealthRoutes(
  app: FastifyInstance,
  clients: () => ReadonlyMap<string, SubgraphClient>,
  { staleIssuers }: Authenticator,
): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const all = [...clients().values()];
    const healthy = await Promise.all(all.map((client) => client.isHealthy(probeMs)));
    const degraded = all.filter((_, index) => healthy[index] !== true).map(({ name }) => name);
    // One agency away leaves the others' answers: the gateway serves on as long as anyone is there to ask.
    const ready = degraded.length < all.length;
    const stale = staleIssuers();
    const issuers = stale.length === 0 ? {} : { issuersWithStaleKeys: stale };
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', degraded, ...issuers });
  });
}
