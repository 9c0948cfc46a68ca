import { signIn } from '../cli/sign-in';
import { districtQuestion } from './stability-rows';

const rounds = 5;

/**
 * All districts of the country ranked with their intervals, in one request to a running demonstration at GATEWAY_URL
 * that was seeded with `--scale national` and assessed with `--within all --level DISTRICT`. The first time draws the ranks.
 */
async function main(url: string): Promise<void> {
  const { token } = await signIn(url, 'analyst');
  for (let round = 1; round <= rounds; round += 1) {
    const start = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: districtQuestion }),
    });
    const text = await response.text();
    const seconds = ((performance.now() - start) / 1_000).toFixed(2);
    const { data, errors } = JSON.parse(text) as {
      data?: { stabilityRanking: { entries: unknown[]; insufficient: number } };
      errors?: unknown;
    };
    if (data === undefined || errors !== undefined) throw new Error(`not answered: ${text.slice(0, 300)}`);
    const { entries, insufficient } = data.stabilityRanking;
    process.stdout.write(
      `${seconds} s, ${text.length} bytes: ${entries.length} ranked, ${insufficient} without an index\n`,
    );
  }
}

void main(process.env.GATEWAY_URL ?? 'http://localhost:4000/graphql');
