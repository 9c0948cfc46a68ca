import { describe, expect, it } from '@jest/globals';

import { readSettings } from '../../../common/settings';
import { gatewaySettings } from '../../../gateway/config';
import { type HostPattern, isNamed, readHostPattern } from '../../../gateway/transport/host-pattern';

const patterns = (...texts: string[]): HostPattern[] =>
  texts.map((text) => readHostPattern(text)).filter((each) => each !== null);

describe('a host pattern', () => {
  it.each([
    ['permits.example.id', 'permits.example.id', 80, true],
    ['permits.example.id', 'a.permits.example.id', 80, false],
    ['permits.example.id', 'permits.example.id.', 80, false],
    ['Permits.Example.ID', 'permits.example.id', 80, true],
    ['*.example.id', 'a.example.id', 80, true],
    ['*.example.id', 'a.b.example.id', 80, true],
    ['*.example.id', 'example.id', 80, false],
    ['*.example.id', 'badexample.id', 80, false],
    ['*.example.id:443', 'a.example.id', 443, true],
    ['*.example.id:443', 'a.example.id', 8443, false],
    ['10.0.0.7:80', '10.0.0.7', 80, true],
    ['10.0.0.7:80', '10.0.0.7', 81, false],
    ['[0:0::1]', '[::1]', 4001, true],
    ['[::1]:4001', '[::1]', 4002, false],
    ['127.0.0.1', '[::ffff:7f00:1]', 80, false],
  ])('%s and the host %s at port %d: %s', (text, host, port, expected) => {
    expect(patterns(text)).toHaveLength(1);
    expect(isNamed(patterns(text), host, port)).toBe(expected);
  });

  it.each([
    ...['', '*', '*.', '**.example.id', 'a.*.id', '*.127.0.0.1', '*.[::1]', '::1', 'http://a.example.id'],
    ...['a.example.id/graphql', 'user@a.example.id', 'a b', 'a:0', 'a:65536', 'a:', '1.2.3.4.5', '[::1'],
  ])('is none: "%s"', (text) => {
    expect(readHostPattern(text)).toBeNull();
  });
});

describe('SUBGRAPH_HOSTS', () => {
  it('is this machine alone when it is not set', () => {
    const { subgraphHosts } = readSettings(gatewaySettings, {});
    for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(isNamed(subgraphHosts, host, 4001)).toBe(true);
    for (const host of ['127.0.0.2', 'example.id', 'a.localhost', '0.0.0.0'])
      expect(isNamed(subgraphHosts, host, 4001)).toBe(false);
  });

  it('tells what it must be, with all other mistakes', () => {
    const read = () => readSettings(gatewaySettings, { SUBGRAPH_HOSTS: 'a,http://b', GATEWAY_PORT: 'x' });
    expect(read).toThrow(
      /2 mistakes:\n {2}GATEWAY_PORT .*\n {2}SUBGRAPH_HOSTS is "a,http:\/\/b", but it must be hosts/,
    );
  });
});
