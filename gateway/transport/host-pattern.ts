import { isIP } from 'node:net';

/** A host that the settings name: one name or address, or every name below one; at one port, or at any. */
export interface HostPattern {
  /** As a URL has it once it is read: small letters, an IPv6 address in brackets and in its shortest form. */
  readonly host: string;
  /** Of `*.host`: every name below the host, and not the host itself. */
  readonly isSuffix: boolean;
  readonly port: number | null;
}

const form = /^(\*\.)?(\[[^\]]+\]|[^\s:/?#@\\[\]*]+)(?::(\d{1,5}))?$/;

/** Reads `name`, `address`, `[address]` or `*.suffix`, each with `:port` or without; null when the text is none of them. */
export function readHostPattern(text: string): HostPattern | null {
  const [, star, written = '', portText] = form.exec(text) ?? [];
  if (!URL.canParse(`http://${written}`)) return null;
  const host = new URL(`http://${written}`).hostname;
  const isSuffix = star !== undefined;
  const port = portText === undefined ? null : Number(portText);
  if (isSuffix && isAddress(host)) return null;
  if (port !== null && (port < 1 || port > 65_535)) return null;
  return { host, isSuffix, port };
}

/** Whether one of the patterns names the host, spelled as a URL has it, at the port. */
export function isNamed(patterns: readonly HostPattern[], host: string, port: number): boolean {
  return patterns.some(
    (pattern) =>
      (pattern.port === null || pattern.port === port) &&
      (pattern.isSuffix ? host.endsWith(`.${pattern.host}`) : host === pattern.host),
  );
}

/** An IP address, as a URL has it, as against a name. */
function isAddress(host: string): boolean {
  return host.startsWith('[') || isIP(host) !== 0;
}
