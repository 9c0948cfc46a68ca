import { z } from 'zod';

import type { SettingRow } from './settings';

/** For every process that asks other hosts. */
export const certificateSettings = {
  certificates: {
    env: 'NODE_TLS_REJECT_UNAUTHORIZED',
    about: "Node's own switch for certificates, which no process that asks other hosts starts without",
    fallbackNote: 'certificates must hold, as they should',
    check: z
      .string()
      .optional()
      .refine((text) => text !== '0', {
        error: 'it must not be 0, with which any host can pass for a subgraph, an issuer or a source; unset it',
      }),
  },
} satisfies Record<string, SettingRow>;
