import { setting, type SettingRow } from './settings';

/** Where the agencies' records are kept: read by every process that opens a database. */
export const databaseSettings = {
  mongodbUri: {
    env: 'MONGODB_URI',
    about: 'MongoDB to use; when it is set, nothing embedded starts',
    fallbackNote: 'the embedded store',
    check: setting.url(['mongodb:', 'mongodb+srv:']).optional(),
  },
  databasePrefix: {
    env: 'SIMPUL_DATABASE_PREFIX',
    about: "beginning of the agencies' database names, such as `simpul_permits`",
    fallback: 'simpul',
    check: setting.name,
  },
  storePort: {
    env: 'SIMPUL_STORE_PORT',
    about: 'port of the embedded store',
    fallback: '27127',
    check: setting.port,
  },
} satisfies Record<string, SettingRow>;

export interface DatabaseAddress {
  readonly mongodbUri: string;
  /** True when the address is the embedded store's. */
  readonly embedded: boolean;
  readonly databasePrefix: string;
}

interface DatabaseValues {
  readonly mongodbUri?: string | undefined;
  readonly databasePrefix: string;
  readonly storePort: number;
}

/** The database that the settings name, or the embedded store on its port. */
export function addressOf({ mongodbUri, databasePrefix, storePort }: DatabaseValues): DatabaseAddress {
  return {
    mongodbUri: mongodbUri ?? `mongodb://127.0.0.1:${storePort}/`,
    embedded: mongodbUri === undefined,
    databasePrefix,
  };
}
