import { createHmac, hash, randomBytes } from 'node:crypto';

import { createSubgraph, name } from '../subgraph.mjs';

const key = randomBytes(32);

/** Runs the subgraph on any free port while `use` asks it. */
export async function withSubgraph(use) {
  const server = createSubgraph(new Map([['test', key]]));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/graphql`;
  const post = async (body, headers) => {
    const sent = { 'content-type': 'application/json', connection: 'close', ...headers };
    const response = await fetch(url, { method: 'POST', headers: sent, body });
    return { status: response.status, headers: response.headers, ...(await response.json()) };
  };
  try {
    await use({
      post,
      ask: (query, variables = {}) => {
        const body = JSON.stringify({ query, variables });
        return post(body, signed(body));
      },
    });
  } finally {
    server.close();
  }
}

/** The headers that the gateway sends. */
export function signed(body, audience = name) {
  const digest = `sha-256=:${hash('sha256', body, 'base64')}:`;
  const created = Math.floor(Date.now() / 1_000);
  const nonce = randomBytes(16).toString('base64url');
  const parameters = `("@method" "@path" "content-digest" "simpul-audience" "simpul-identity");created=${created};nonce="${nonce}";keyid="test";alg="hmac-sha256"`;
  const base = [
    '"@method": POST',
    '"@path": /graphql',
    `"content-digest": ${digest}`,
    `"simpul-audience": ${audience}`,
    '"simpul-identity": -',
    `"@signature-params": ${parameters}`,
  ].join('\n');
  return {
    'content-digest': digest,
    'simpul-audience': audience,
    'simpul-identity': '-',
    'signature-input': `simpul=${parameters}`,
    signature: `simpul=:${createHmac('sha256', key).update(base).digest('base64')}:`,
  };
}
