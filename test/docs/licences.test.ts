import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const file = join(projectRoot, 'docs', 'licences.md');
const production = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);

/** What may be part of a running Simpul. Elastic-2.0 is Apollo's: it forbids to sell the software as a managed service. */
const accepted = [
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Elastic-2.0', 'BlueOak-1.0.0', 'CC0-1.0'],
  ...[
    'MIT OR Apache-2.0',
    '(MIT OR Apache-2.0)',
    '(MIT OR CC0-1.0)',
    'Unlicense',
    'Python-2.0',
    '(MIT AND BSD-3-Clause)',
  ],
];

describe('what runs in production', () => {
  it('is listed with its licences in docs/licences.md (UPDATE_DOCS=1 writes it anew)', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(file, page());
    expect(readFileSync(file, 'utf8')).toBe(page());
  });

  it('has accepted licences only', () => {
    const others = production.filter(([, { license }]) => !accepted.includes(license ?? ''));
    expect(others.map(([path, { license }]) => `${path} ${license ?? 'no licence'}`)).toEqual([]);
  });

  it('runs no script of a package when it is installed, but for two that only print', () => {
    const scripts = production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(scripts).toEqual(['node_modules/@apollo/protobufjs', 'node_modules/protobufjs']);
  });

  it('has no package beneath the versions in which known holes were closed', () => {
    const atLeast = (name: string, floor: string): boolean =>
      (lock.packages[`node_modules/${name}`]?.version ?? '0').localeCompare(floor, 'en', { numeric: true }) >= 0;
    for (const [name, floor] of floors) expect([name, atLeast(name, floor)]).toEqual([name, true]);
  });
});

/** GHSA-pfjj-6f4p-rvmh; GHSA-mp6q-xf9x-fwf7 and GHSA-9q82-xgwf-vj6h; CVE-2023-26144; GHSA-pcrw-h46h-c93h. */
const floors = [
  ['@apollo/gateway', '2.13.2'],
  ['@apollo/query-planner', '2.13.2'],
  ['@apollo/composition', '2.13.2'],
  ['@apollo/server', '5.5.0'],
  ['graphql', '16.8.1'],
  ['mongoose', '9.9.2'],
  ['jose', '6.0.0'],
] as const;

function page(): string {
  const rows = production.map(([path, { version = '', license = '' }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return `| ${name} | ${version} | ${license} |`;
  });
  const counts = new Map<string, number>();
  for (const [, { license = '' }] of production) counts.set(license, (counts.get(license) ?? 0) + 1);
  const summary = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${count} ${name}`);
  return `# Licences

What \`npm ci --omit=dev\` installs, by package-lock.json: ${production.length} packages (${summary.join(', ')}). Simpul itself is Apache-2.0.

Elastic-2.0 (Apollo's gateway, composition, planner and internals) allows use, change and redistribution, and forbids to offer the software to others as a managed service.

| package | version | licence |
| --- | --- | --- |
${[...new Set(rows)].sort().join('\n')}
`;
}
