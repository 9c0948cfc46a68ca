import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import { projectRoot } from '../../common/project-root';

const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** Path, file under the project, media type. */
const files = [
  ['/', 'web/index.html', html],
  ['/explorer', 'web/explorer.html', html],
  ['/assets/simpul.css', 'web/simpul.css', 'text/css; charset=utf-8'],
  ['/assets/simpul.svg', 'web/simpul.svg', 'image/svg+xml'],
  ['/assets/asker.js', 'web/asker.js', script],
  ['/assets/sign-in-switch.js', 'web/sign-in-switch.js', script],
  ['/assets/gateway-api.js', 'web/gateway-api.js', script],
  ['/assets/overview.js', 'web/overview.js', script],
  ['/assets/explorer.js', 'web/explorer.js', script],
  ...['district-briefing', 'village-briefing', 'stability-ranking', 'area-file', 'permit-file'].map(
    (name) =>
      [`/operations/${name}.graphql`, `examples/operations/${name}.graphql`, 'text/plain; charset=utf-8'] as const,
  ),
] as const;

const headers = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

/** The pages of `web/` and the sample operations: read once at start, served as they are, asking for nothing but this server. */
export async function addWebRoutes(app: FastifyInstance): Promise<void> {
  for (const [path, file, type] of files) {
    const text = await readFile(join(projectRoot, file), 'utf8');
    app.get(path, (_request, reply) => reply.headers(headers).type(type).send(text));
  }
}
