import { type HostPattern, isNamed } from './host-pattern';

const mostNamed = 5;

/**
 * @throws Error that names each subgraph whose address leads to a host that is not among `hosts`, or is not written as
 * it is asked. Of an address it tells the host alone: the rest may hold a secret.
 */
export function refuseHosts(
  subgraphs: readonly { readonly name: string; readonly url: string }[],
  hosts: readonly HostPattern[],
): void {
  const refusals = subgraphs.flatMap(({ name, url }) => {
    const reason = refusalOf(url, hosts);
    return reason === null ? [] : [`${name} ${reason}`];
  });
  if (refusals.length === 0) return;
  const more = refusals.length > mostNamed ? `; and ${refusals.length - mostNamed} more` : '';
  throw new Error(`${refusals.slice(0, mostNamed).join('; ')}${more}.`);
}

function refusalOf(address: string, hosts: readonly HostPattern[]): string | null {
  if (!URL.canParse(address)) return 'has an address that cannot be read; give it one such as http://host:4001/graphql';
  const { protocol, hostname, host, port, username, password } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') {
    return `is at ${hostname || 'no host'} by ${protocol}, but SUBGRAPH_HOSTS are asked by http: and https: alone`;
  }
  if (username !== '' || password !== '') {
    return `is at ${host} with a user's name or password, which no host of SUBGRAPH_HOSTS is asked with; take them out`;
  }
  if (hostWritten(address) !== hostname) {
    return `is at ${host}, written in another way; write it so, as SUBGRAPH_HOSTS does`;
  }
  if (isNamed(hosts, hostname, Number(port) || (protocol === 'https:' ? 443 : 80))) return null;
  return `is at ${host}, which SUBGRAPH_HOSTS does not name; add it there if it is meant`;
}

/** The host as the address spells it: `0x7f.1` is 127.0.0.1 to who connects, and not to who reads. */
function hostWritten(address: string): string | undefined {
  return /^https?:\/\/(\[[^\]]*\]|[^:/?#\\@]*)/i.exec(address)?.[1]?.toLowerCase();
}
