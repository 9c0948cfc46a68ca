import { once } from 'node:events';

import type { Output } from '../subgraphs/export/main';

/** Standard output, written no faster than it is read. */
export function standardOutput(): Output {
  return {
    write: async (content) => {
      if (!process.stdout.write(content)) await once(process.stdout, 'drain');
    },
    finish: () => Promise.resolve(),
    abandon: () => Promise.resolve(),
  };
}
