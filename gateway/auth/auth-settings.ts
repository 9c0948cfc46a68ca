import { z } from 'zod';

import { setting, type SettingRow } from '../../common/settings';
import { demonstrationKey } from './demonstration-key';
import { issuersFile } from './issuers';

/** Who may ask, and who may be asked to sign in. */
export const authSettings = {
  host: {
    env: 'GATEWAY_HOST',
    about: 'address the gateway listens on; any but a loopback address needs TOKEN_ISSUERS',
    fallback: 'localhost',
    check: setting.text,
  },
  tokenIssuers: {
    env: 'TOKEN_ISSUERS',
    about: 'JSON file with the issuers whose tokens are accepted; see docs/sign-in.md',
    fallbackNote: 'none: `simpul start` is a demonstration, `simpul gateway` needs `--insecure`',
    check: issuersFile(),
  },
  tokenMaxLifeS: {
    env: 'TOKEN_MAX_LIFE_S',
    about: 'longest life of a token, from `iat` to `exp`, in seconds',
    fallback: '3600',
    check: setting.integer(60, 86_400),
  },
  purposes: {
    env: 'PURPOSES',
    about: "purposes that a client may tell in `x-purpose` when it asks for a person's record, separated by commas",
    fallback: 'permit-renewal,permit-decision,protection-assistance,registration-renewal,incident-response,audit',
    check: purposes(),
  },
  demonstrationKey: {
    env: 'DEMONSTRATION_KEY',
    about: 'key that makes the gateway a demonstration, whose personas anybody on this machine may sign in as',
    fallbackNote: 'no demonstration; `simpul start` makes a key at each start',
    check: demonstrationKey(),
  },
} satisfies Record<string, SettingRow>;

function purposes() {
  return z
    .string()
    .transform((text) => text.split(',').map((purpose) => purpose.trim()))
    .refine((list) => list.every((purpose) => /^[a-z][a-z0-9-]{0,63}$/.test(purpose)), {
      error: 'it must be names of small letters, digits and dashes, separated by commas',
    })
    .transform((list): readonly string[] => list);
}
