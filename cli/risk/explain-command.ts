import { Command, Option } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { isMonth } from '../../subgraphs/shared/calendar';
import { explainFile } from '../../subgraphs/stability/method/explain/explain-file';
import { type Language, languages } from '../../subgraphs/stability/method/words/words';
import { methodOf, methodOption } from './method-option';

interface Options {
  readonly file: string;
  readonly lang: Language;
  readonly method: string;
}

export function explainCommand(write: (text: string) => void): Command {
  return new Command('explain')
    .description('Say in words what the index of an area is in a month, how sure, why it moved and what may help.')
    .argument('<area>', 'area code, such as 31.75.03')
    .argument('<month>', 'calendar month, such as 2024-10')
    .requiredOption('--file <file>', 'area figures, as for risk assess')
    .addOption(new Option('--lang <language>', 'English or Indonesian').choices(languages).default('en'))
    .addOption(methodOption())
    .action(async (code: string, period: string, { file, lang, method }: Options) => {
      if (!isMonth(period)) throw new ToldError(`${period} must be a calendar month such as 2024-10.`, exitCodes.usage);
      const lines = await explainFile(file, { code, period, language: lang }, methodOf(method));
      write(`${lines.join('\n')}\n`);
    });
}
