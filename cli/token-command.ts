import { Command } from 'commander';

import { readSettings } from '../common/settings';
import { assessorSettings } from '../subgraphs/config';
import { signIn } from './sign-in';

export function tokenCommand(): Command {
  return new Command('token')
    .description('Sign in at a running demonstration (GATEWAY_URL) and print the token.')
    .requiredOption('--as <persona>', 'who to be, such as analyst or immigration-officer')
    .option('--json', 'print the token and the seconds that it lives as JSON')
    .action(async ({ as, json }: { as: string; json?: boolean }) => {
      const { gatewayUrl } = readSettings({ gatewayUrl: assessorSettings.gatewayUrl }, process.env);
      const signedIn = await signIn(gatewayUrl, as);
      process.stdout.write(`${json ? JSON.stringify(signedIn) : signedIn.token}\n`);
    });
}
