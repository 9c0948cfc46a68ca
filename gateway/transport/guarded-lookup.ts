import { lookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

import { type HostPattern, isNamed } from './host-pattern';

/** A name led to an address that no name may lead to unless the settings name the address. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

/** This machine and its link, where metadata of clouds is: IPv4 in IPv6 is found by the rules for IPv4. */
const near = new BlockList();
near.addSubnet('0.0.0.0', 8, 'ipv4');
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('169.254.0.0', 16, 'ipv4');
near.addAddress('::', 'ipv6');
near.addAddress('::1', 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/**
 * Looks a name up for a connection to `port`, which is then made to the very addresses that were looked at. A name that
 * leads to this machine or its link fails with RefusedAddressError, unless `hosts` has that address.
 */
export function guardedLookup(hosts: readonly HostPattern[], port: number): LookupFunction {
  return (name, options, callback) =>
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const [first] = addresses;
      if (first === undefined) callback(new Error('no address'), '');
      else if (!addresses.every(({ address }) => mayBeAsked(address, hosts, port)))
        callback(new RefusedAddressError('an address that SUBGRAPH_HOSTS does not name'), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
}

function mayBeAsked(address: string, hosts: readonly HostPattern[], port: number): boolean {
  // A link-local address may end with the name of the link, which a URL cannot hold.
  const [bare = ''] = address.split('%');
  const isSix = isIPv6(bare);
  return !near.check(bare, isSix ? 'ipv6' : 'ipv4') || isNamed(hosts, isSix ? hostOf(bare) : bare, port);
}

function hostOf(ipv6: string): string {
  return new URL(`http://[${ipv6}]`).hostname;
}
