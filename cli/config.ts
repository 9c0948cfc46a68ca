import { setting, type SettingRow } from '../common/settings';
import { databaseSettings } from '../subgraphs/config';

/** Settings of `simpul start`, which starts every part. */
export const startSettings = {
  nodeEnv: {
    env: 'NODE_ENV',
    about: 'with `production` and without MONGODB_URI the start is refused, unless `--store embedded` is given by name',
    fallbackNote: 'not production',
    check: setting.optionalText,
  },
  ...databaseSettings,
  dataFolder: {
    env: 'SIMPUL_DATA',
    about: 'folder of the embedded store',
    fallback: '.simpul/store',
    check: setting.text,
  },
} satisfies Record<string, SettingRow>;

/** Settings of the gateway's processes. */
export const workerSettings = {
  workers: {
    env: 'GATEWAY_WORKERS',
    about: 'gateway processes that share the port; one that dies is replaced',
    fallback: '1',
    check: setting.integer(1, 256),
  },
  semiSpaceMb: {
    env: 'GATEWAY_SEMI_SPACE_MB',
    about:
      "size of a gateway process' young generation of memory, in MiB, when `simpul start` or several workers run it",
    fallback: '64',
    check: setting.integer(1, 512),
  },
} satisfies Record<string, SettingRow>;
