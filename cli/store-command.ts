import { Command } from 'commander';

export function storeCommand(): Command {
  return new Command('store').description('The embedded store: serve, look into, copy, empty.');
}
