import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { peersFolder } from './gateways';

/**
 * Installs the other gateways into bench/peers/node_modules, as bench/peers/package-lock.json says, unless they are
 * there. Returns why that failed, or null.
 */
export async function installPeers(): Promise<string | null> {
  if (await isInstalled()) return null;
  process.stdout.write('gateway  installing the other gateways in bench/peers (about a minute)\n');
  try {
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: peersFolder });
    return null;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const line = text.split('\n').find((each) => each.includes('npm error')) ?? text.split('\n')[0];
    return `npm ci in bench/peers failed: ${line ?? ''}`;
  }
}

/** The versions that are measured, by package. */
export async function peerVersions(): Promise<Record<string, string>> {
  const { dependencies } = await readJson<Packages>(join(peersFolder, 'package.json'));
  return dependencies;
}

interface Packages {
  readonly dependencies: Record<string, string>;
}

async function isInstalled(): Promise<boolean> {
  const found = await Promise.all(
    Object.entries(await peerVersions()).map(async ([name, version]) => {
      const file = join(peersFolder, 'node_modules', name, 'package.json');
      const there = await readJson<{ version: string }>(file).catch(() => null);
      return there?.version === version;
    }),
  );
  return found.every(Boolean);
}

async function readJson<Value>(file: string): Promise<Value> {
  return JSON.parse(await readFile(file, 'utf8')) as Value;
}
