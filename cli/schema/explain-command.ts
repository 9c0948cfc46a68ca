import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { explain, explainedCodes } from '../../registry/main';

export function explainCodeCommand(): Command {
  return new Command('explain')
    .description('Say what a code of composition or of a check means, with an example, and how to mend it.')
    .argument('[code]', 'such as INVALID_FIELD_SHARING; without it all codes are listed')
    .option('--json', 'print it as JSON')
    .action((code: string | undefined, { json }: { json?: boolean }) => {
      process.stdout.write(code === undefined ? listOf(json === true) : textOf(code, json === true));
    });
}

function listOf(json: boolean): string {
  return json ? `${JSON.stringify(explainedCodes)}\n` : `${explainedCodes.join('\n')}\n`;
}

function textOf(code: string, json: boolean): string {
  const found = explain(code);
  if (found === null) {
    throw new ToldError(
      `There is no code ${JSON.stringify(code.slice(0, 80))}; simpul schema explain lists all.`,
      exitCodes.usage,
    );
  }
  if (json) return `${JSON.stringify(found, null, 2)}\n`;
  const example = found.example.split('\n').map((line) => `  ${line}`);
  return [found.code, '', found.means, '', 'For example:', ...example, '', `To mend it: ${found.mend}`, ''].join('\n');
}
