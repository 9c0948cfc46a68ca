import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

import { projectRoot } from '../../common/project-root';

const built = join(projectRoot, 'dist/web');

/** Addresses within the dashboard: one page, which looks at its address itself. */
const dashboardPaths = ['/', '/area', '/compare', '/what-if', '/back-test', '/method'];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What the pages and what they load may do. */
export const pagePolicy = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

// The name of an asset has a digest of what is in it.
const forEver = { ...pagePolicy, 'cache-control': 'public, max-age=31536000, immutable' };
const asked = { ...pagePolicy, 'cache-control': 'no-cache' };

/** Answers with a page. */
export type ServePage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/**
 * The pages that were built from `web/`: read once at start, asking for nothing but this server. Returns the page of the
 * sample operations, whose addresses are not served here.
 */
export async function addWebRoutes(app: FastifyInstance): Promise<ServePage> {
  const files = await readBuilt();
  const page = (name: string) => servePage(files.get(name));
  for (const path of dashboardPaths) app.get(path, page('index.html'));
  app.get('/explorer', page('explorer.html'));
  for (const [name, file] of files) {
    if (name.startsWith('assets/')) app.get(`/${name}`, (request, reply) => send(file, request, reply, forEver));
  }
  return page('operation.html');
}

interface BuiltFile {
  readonly type: string;
  readonly etag: string;
  /** As it is, and where the build wrote them, compressed. */
  readonly bytes: Readonly<Partial<Record<Encoding, Buffer>> & { identity: Buffer }>;
}

const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];

const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

/** By their path beneath the folder, with slashes; none where the pages were not built. */
async function readBuilt(): Promise<Map<string, BuiltFile>> {
  const entries = await readdir(built, { withFileTypes: true, recursive: true }).catch(() => []);
  const names = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(built, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  const files = new Map<string, BuiltFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const read = encodings
      .filter((encoding) => names.has(name + suffixes[encoding]))
      .map(async (encoding) => [encoding, await readFile(join(built, name + suffixes[encoding]))]);
    files.set(name, builtFile(type, Object.fromEntries(await Promise.all(read)) as BuiltFile['bytes']));
  }
  return files;
}

function builtFile(type: string, bytes: BuiltFile['bytes']): BuiltFile {
  const etag = `"${createHash('sha256').update(bytes.identity).digest('base64url')}"`;
  return { type, etag, bytes };
}

const notBuilt = 'The pages were not built: run npm run build and start the gateway again.\n';

function servePage(file: BuiltFile | undefined): ServePage {
  return (request, reply) => {
    if (file === undefined) return reply.headers(pagePolicy).code(503).type('text/plain; charset=utf-8').send(notBuilt);
    reply.header('etag', file.etag);
    if (request.headers['if-none-match'] === file.etag) return reply.headers(asked).code(304).send();
    return send(file, request, reply, asked);
  };
}

function send(
  { type, bytes }: BuiltFile,
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
): FastifyReply {
  const accepted = new Negotiator({ headers: { 'accept-encoding': request.headers['accept-encoding'] ?? '' } });
  const offered = encodings.filter((encoding) => bytes[encoding] !== undefined);
  const encoding = (accepted.encoding(offered, { preferred: encodings }) ?? 'identity') as Encoding;
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply
    .headers({ ...headers, vary: String(reply.getHeader('vary') ?? 'Accept-Encoding') })
    .type(type)
    .send(bytes[encoding] ?? bytes.identity);
}
