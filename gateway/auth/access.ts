import { exitCodes } from '../../common/exit-codes';
import { isLoopback } from '../../common/hosts';
import type { SettingValues } from '../../common/settings';
import { ToldError } from '../../common/told-error';
import type { authSettings } from './auth-settings';

export type AuthConfig = SettingValues<typeof authSettings>;

/** How a gateway is opened: to nobody but who brings a token, to the personas of a demonstration, or to everybody. */
export type Access = 'tokens' | 'demonstration' | 'insecure';

/** @throws ToldError when the settings name none of the three or more than one, or open too wide a door. */
export function accessOf(config: AuthConfig, insecure: boolean): Access {
  const named = accessesNamed(config, insecure);
  const [access] = named;
  if (access === undefined) throw refusal(nobodyMayAsk);
  if (named.length > 1) throw refusal(`Only one of ${named.map((each) => settingOf[each]).join(' and ')} can hold.`);
  if (access !== 'tokens' && !isLoopback(config.host)) {
    throw refusal(
      `With ${settingOf[access]} the gateway listens on a loopback address only, not on GATEWAY_HOST ${config.host}; set TOKEN_ISSUERS to let people sign in.`,
    );
  }
  return access;
}

function accessesNamed({ tokenIssuers, demonstrationKey }: AuthConfig, insecure: boolean): Access[] {
  return [
    ...(tokenIssuers.length > 0 ? (['tokens'] as const) : []),
    ...(demonstrationKey !== undefined ? (['demonstration'] as const) : []),
    ...(insecure ? (['insecure'] as const) : []),
  ];
}

const settingOf: Readonly<Record<Access, string>> = {
  tokens: 'TOKEN_ISSUERS',
  demonstration: 'DEMONSTRATION_KEY',
  insecure: '--insecure',
};

const nobodyMayAsk =
  'Nobody could sign in: set TOKEN_ISSUERS to a file of issuers, run simpul start for a demonstration, or give --insecure to serve this machine without sign-in.';

function refusal(message: string): ToldError {
  return new ToldError(`gateway: ${message}`, exitCodes.config);
}
