import { Command } from 'commander';

import { assessFileCommand } from './risk/assess-file-command';
import { backtestCommand } from './risk/backtest-command';
import { explainCommand } from './risk/explain-command';
import { robustnessCommand } from './risk/robustness-command';

/** The stability-risk index: over files of figures without any service, or of what the gateway tells. */
export function riskCommand(write: (text: string) => void = (text) => process.stdout.write(text)): Command {
  const risk = new Command('risk')
    .description(
      'The stability-risk index, over files or what the gateway tells: assess, explain in words, try its robustness, test it on the past.',
    )
    .exitOverride()
    .showHelpAfterError('(add --help for what this command takes)');
  const commands = [assessFileCommand, explainCommand, robustnessCommand, backtestCommand];
  for (const command of commands) risk.addCommand(command(write).copyInheritedSettings(risk));
  return risk;
}
