import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root';
import { readSample, type SampleOperation } from './sample-operation';

export const samplesFolder = join(projectRoot, 'examples/operations');

/**
 * The sample operations by their names, in the order of these: what the explorer offers and `/q/NAME` runs.
 * @throws ToldError for a file that is not as it must be.
 */
export async function readSamples(): Promise<ReadonlyMap<string, SampleOperation>> {
  const files = (await readdir(samplesFolder)).filter((file) => file.endsWith('.graphql')).sort();
  const samples = files.map(async (file) => {
    const name = file.slice(0, -'.graphql'.length);
    return [name, readSample(name, await readFile(join(samplesFolder, file), 'utf8'))] as const;
  });
  return new Map(await Promise.all(samples));
}
