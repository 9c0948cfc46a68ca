import { readFile, rename, writeFile } from 'node:fs/promises';

import { ToldError } from '../common/told-error';
import { contractSupergraph } from './contract/contract-supergraph';
import type { Registry } from './open-registry';
import type { Contract } from './record/entry';
import { takeReports } from './record/take-reports';

export interface Followed {
  /** What gateways serve: SUPERGRAPH_FILE. */
  readonly file: string;
  /** The part that some clients see; null for all of it. */
  readonly contract: string | null;
  /** Where gateways write which operations were asked; null when they do not. */
  readonly operations: string | null;
}

/**
 * Makes a file what the registry says is served, and takes in what gateways reported: a look at a time. The file is whole
 * at any moment, and stays as it is while nothing else is published.
 */
export class RegistryFollower {
  private known = '';

  constructor(
    private readonly registry: Registry,
    private readonly followed: Followed,
  ) {}

  /**
   * @returns the digest of the supergraph that was written, or whose contract was; null when there was nothing new.
   * @throws ToldError when the contract is not there.
   */
  async look(): Promise<string | null> {
    const { file, contract: name, operations } = this.followed;
    const { record } = this.registry;
    if (operations !== null) await takeReports(this.registry.operations, operations);
    const { supergraph, contracts } = await record.state();
    if (supergraph === null) return null;
    const contract = name === null ? null : contractNamed(name, contracts);
    const seen = JSON.stringify([supergraph, contract]);
    if (seen === this.known) return null;
    const { sdl } = await record.supergraph(supergraph);
    const isNew = await replace(file, contract === null ? sdl : contractSupergraph(sdl, contract));
    this.known = seen;
    return isNew ? supergraph : null;
  }
}

/** @throws ToldError when there is none of this name. */
export function contractNamed(name: string, contracts: readonly Contract[]): Contract {
  const found = contracts.find((contract) => contract.name === name);
  if (found === undefined) throw new ToldError(`There is no contract ${name}; simpul schema contract list lists them.`);
  return found;
}

/** False when the file was so already. */
async function replace(file: string, text: string): Promise<boolean> {
  if (text === (await readFile(file, 'utf8').catch(() => null))) return false;
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
  return true;
}
