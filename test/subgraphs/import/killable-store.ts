import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { afterEach } from '@jest/globals';

import { permits } from '../../../subgraphs/permits';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { type RollupDifference, verifyRollups } from '../../../subgraphs/shared/verify-rollups';
import { built } from './built-program';
import type { OpenPermits } from './database';

export interface KillableStore {
  readonly address: DatabaseAddress;
  readonly child: ChildProcess;
}

/** Processes of a test that are there to be killed; what is left of them goes with the test. */
export function killable() {
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  const spawned = <Child extends ChildProcess>(child: Child): Child => {
    children.push(child);
    return child;
  };

  /** A store in a process of its own, which keeps its data in the folder. */
  const storeProcess = async (data: string): Promise<KillableStore> => {
    const program = `
      const { startStore } = require(${JSON.stringify(built('store/main.js'))});
      startStore({ port: 0, folder: process.argv[1] }).then(({ uri }) => console.log(uri));
    `;
    const child = spawned(
      spawn(process.execPath, ['-e', program, '--', data], { stdio: ['ignore', 'pipe', 'inherit'] }),
    );
    const [uri] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    return { child, address: { mongodbUri: uri.trim(), embedded: true, databasePrefix: 'killed' } };
  };
  return { spawned, storeProcess };
}

/** Where the signals of permits are not as the records say. */
export async function differencesIn(open: OpenPermits): Promise<RollupDifference[]> {
  const found: RollupDifference[] = [];
  await verifyRollups(open, permits.signals, { tell: (difference) => found.push(difference) });
  return found;
}

/** A moment that is any, and the same for the same round as far as a machine allows; in milliseconds. */
export const moment = (round: number, mostMs: number): number => ((round * 7_919) % 1_009) * (mostMs / 1_009);
