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
