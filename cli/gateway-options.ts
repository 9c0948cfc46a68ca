import type { Command } from 'commander';

import type { WaitReason } from '../common/gateway-client';
import { readSettings } from '../common/settings';
import { assessorSettings } from '../subgraphs/config';
import { tokenSource } from './token-source';

/** Who asks the gateway, on the command line. */
export interface AskerFlags {
  readonly as?: string;
  readonly token?: string;
}

export function withAsker(command: Command): Command {
  return command
    .option('--as <persona>', 'who asks, in a demonstration')
    .option('--token <token>', 'who asks, by a token; better GATEWAY_TOKEN, which nobody else on the machine reads');
}

/** How the gateway of GATEWAY_URL is asked, by whom the flags name, else by whoever GATEWAY_TOKEN is of. */
export function gatewayOptions({ as, token }: AskerFlags, signal: AbortSignal) {
  const { gatewayUrl, gatewayToken } = readSettings(
    { gatewayUrl: assessorSettings.gatewayUrl, gatewayToken: assessorSettings.gatewayToken },
    process.env,
  );
  return {
    url: gatewayUrl,
    token: tokenSource(gatewayUrl, as, token ?? gatewayToken),
    signal,
    onWait: tellWait,
  };
}

/** Says on the terminal for what is waited. */
export function tellWait(seconds: number, reason: WaitReason): void {
  process.stderr.write(`simpul: ${waitedFor[reason]}; waiting ${seconds} s\n`);
}

const waitedFor: Readonly<Record<WaitReason, string>> = {
  budget: 'the budget is spent',
  subgraph: 'a subgraph does not answer',
};
