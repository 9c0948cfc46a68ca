import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import { projectRoot } from '../../common/project-root';

const files = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/explorer', 'explorer.html', 'text/html; charset=utf-8'],
  ['/assets/simpul.css', 'simpul.css', 'text/css; charset=utf-8'],
  ['/assets/overview.js', 'overview.js', 'text/javascript; charset=utf-8'],
  ['/assets/explorer.js', 'explorer.js', 'text/javascript; charset=utf-8'],
] as const;

const headers = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The pages of `web/`: read once at start, served as they are, asking for nothing but this server. */
export async function addWebRoutes(app: FastifyInstance): Promise<void> {
  for (const [path, file, type] of files) {
    const text = await readFile(join(projectRoot, 'web', file), 'utf8');
    app.get(path, (_request, reply) => reply.headers(headers).type(type).send(text));
  }
}
