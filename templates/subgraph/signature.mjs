import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** How far the clocks of gateway and subgraph may differ, in seconds. */
const windowSeconds = 30;

const inputForm =
  /^simpul=(\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\);created=(\d{1,12});nonce="([\w-]{22})";keyid="([\w.-]{1,64})";alg="hmac-sha256")$/;

/** The keys of SUBGRAPH_KEYS, `id=base64,...`, by their ids. */
export function readKeys(text = '') {
  const pairs = text.split(',').map((pair) => /^\s*([\w.-]{1,64})=([A-Za-z0-9+/]+={0,2})\s*$/.exec(pair));
  const keys = new Map(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1], Buffer.from(pair[2], 'base64')]])));
  if (keys.size === pairs.length && [...keys.values()].every(({ length }) => length >= 32)) return keys;
  throw new Error(
    'SUBGRAPH_KEYS must be id=key,... with keys of at least 32 bytes in base64 (openssl rand -base64 32).',
  );
}

/**
 * Whether a request is signed for this subgraph, now and for the first time. `headers` are by small names, `body` is as
 * it came, `now` in seconds since 1970; `nonces` is a Map that this fills, one for all that serve the subgraph.
 */
export function isSigned({ method, path, headers, body }, { audience, keys, nonces, now }) {
  const [, parameters, created, nonce, keyId] = inputForm.exec(headers['signature-input'] ?? '') ?? [];
  const key = keys.get(keyId);
  if (key === undefined) return false;
  const digest = `sha-256=:${hash('sha256', body, 'base64')}:`;
  const covered = [
    ['@method', method],
    ['@path', path],
    ['content-digest', digest],
    ['simpul-audience', audience],
    ['simpul-identity', headers['simpul-identity'] ?? ''],
    ['@signature-params', parameters],
  ];
  const base = covered.map(([name, value]) => `"${name}": ${value}`).join('\n');
  const signature = `simpul=:${createHmac('sha256', key).update(base).digest('base64')}:`;
  if (!isSame(signature, headers.signature) || !isSame(digest, headers['content-digest'])) return false;
  if (headers['simpul-audience'] !== audience || Math.abs(now - created) > windowSeconds) return false;

  for (const [seen, until] of nonces) if (until < now) nonces.delete(seen);
  if (nonces.has(nonce)) return false;
  nonces.set(nonce, Number(created) + windowSeconds);
  return true;
}

function isSame(expected, given = '') {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
