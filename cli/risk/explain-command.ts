import { Command, Option } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { setting } from '../../common/settings';
import { ToldError } from '../../common/told-error';
import { explainFromGraph } from '../../subgraphs/risk/main';
import { isMonth } from '../../subgraphs/shared/calendar';
import { explainFile } from '../../subgraphs/stability/method/explain/explain-file';
import { type Language, languages } from '../../subgraphs/stability/method/words/words';
import { type AskerFlags, gatewayOptions, withAsker } from '../gateway-options';
import { methodOf, methodOption } from './method-option';

interface Options extends AskerFlags {
  readonly file?: string;
  readonly json?: boolean;
  readonly lang: Language;
  readonly method: string;
}

export function explainCommand(write: (text: string) => void): Command {
  const command = new Command('explain')
    .description('Say in words what the index of an area is in a month, how sure, why it moved and what may help.')
    .argument('<area>', 'area code, such as 31.75.03')
    .argument('<month>', 'calendar month, such as 2024-10')
    .option('--file <file>', 'area figures, as for risk assess; without it the gateway (GATEWAY_URL) is asked')
    .addOption(new Option('--lang <language>', 'English or Indonesian').choices(languages).default('en'))
    .option('--json', 'print the lines, and of the gateway what they were made from, as JSON')
    .addOption(methodOption());
  return withAsker(command).action(async (code: string, period: string, options: Options) => {
    if (!isMonth(period)) throw new ToldError(`${period} must be a calendar month such as 2024-10.`, exitCodes.usage);
    const explained = await explain(code, period, options);
    write(options.json ? `${JSON.stringify(explained, null, 2)}\n` : `${explained.lines.join('\n')}\n`);
  });
}

async function explain(code: string, period: string, { file, lang, method, ...asker }: Options) {
  if (file !== undefined) {
    return { lines: await explainFile(file, { code, period, language: lang }, methodOf(method)) };
  }
  const place = setting.areaCode.safeParse(code);
  if (!place.success) throw new ToldError(`${code} must be an area code such as 31.75.03.`, exitCodes.usage);
  const gateway = gatewayOptions(asker, new AbortController().signal);
  return explainFromGraph({ ...gateway, code, month: period, language: lang });
}
