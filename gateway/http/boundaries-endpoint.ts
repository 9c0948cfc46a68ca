import type { FastifyInstance } from 'fastify';

import type { Boundaries } from '../boundaries-file';
import { compressedContent } from './compression';
import { entityTag, isUnchanged } from './revalidation';
import { pagePolicy } from './web-endpoint';

/** `/boundaries.geojson`: the shapes that the dashboard's map draws. They are of areas and for everybody; none is none. */
export function addBoundariesRoute(app: FastifyInstance, boundaries: Boundaries): void {
  const bytes = Buffer.from(JSON.stringify(boundaries));
  const tag = entityTag(bytes);
  const headers = { ...pagePolicy, 'cache-control': 'no-cache', etag: tag, vary: 'accept-encoding' };
  app.get('/boundaries.geojson', async (request, reply) => {
    reply.headers(headers);
    if (isUnchanged(request, tag)) return reply.code(304).send();
    reply.type('application/geo+json');
    return (await compressedContent(bytes, request, reply)) ?? bytes;
  });
}
