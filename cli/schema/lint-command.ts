import { Command } from 'commander';
import { parse } from 'graphql';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { explain, fileName, lint, placeText, readSchema } from '../../registry/main';
import { readLintRules } from './lint-rules';

export function lintCommand(): Command {
  return new Command('lint')
    .description('Look at a schema by the rules of lint alone; exit 1 when an error is found.')
    .argument('<file>', 'the schema of a subgraph')
    .option('--lint <file>', 'JSON with the severity of rules: error, warning, note or off')
    .option('--json', 'print what is found as JSON')
    .action(async (file: string, { lint: rules, json }: { lint?: string; json?: boolean }) => {
      const sdl = await readSchema(file);
      const severities = rules === undefined ? {} : await readLintRules(rules);
      const told = fileName(file);
      const found = lint({ name: told, url: '', sdl, file: told }, parsed(sdl, told), severities);
      const lines = found.map(({ severity, code, message, places = [] }) => {
        const [place] = places;
        const at = place === undefined ? told : placeText(place).replace(/ \(.*\)$/, '');
        return `${at}  ${severity}  ${code}  ${message} ${explain(code)?.mend ?? ''}\n`;
      });
      process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : lines.join(''));
      if (found.some(({ severity }) => severity === 'error')) process.exitCode = exitCodes.finding;
    });
}

function parsed(sdl: string, file: string) {
  try {
    return parse(sdl);
  } catch (error) {
    throw new ToldError(`${file} is no schema: ${error instanceof Error ? error.message : ''}`, exitCodes.finding);
  }
}
