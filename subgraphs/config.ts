import { auditKeySettings } from '../common/audit-key';
import { addressOf, type DatabaseAddress, databaseSettings } from '../common/database';
import { readSettings, setting, type SettingRow } from '../common/settings';
import { subgraphKeySettings } from '../common/subgraph-keys';
import { type SubgraphName } from '../common/subgraph-names';

export { databaseSettings };

const portRow = (name: SubgraphName, fallback: string) => ({
  env: `${name.toUpperCase()}_PORT`,
  about: `port of the ${name} subgraph`,
  fallback,
  check: setting.port,
});

/** Settings of a subgraph process. */
export const subgraphSettings = {
  ...databaseSettings,
  ...subgraphKeySettings,
  ...auditKeySettings,
  subgraphHost: {
    env: 'SUBGRAPH_HOST',
    about: 'address a subgraph listens on; any but a loopback address needs SUBGRAPH_KEYS',
    fallback: '127.0.0.1',
    check: setting.text,
  },
  permitsPort: portRow('permits', '4001'),
  refugeesPort: portRow('refugees', '4002'),
  securityPort: portRow('security', '4003'),
  stabilityPort: portRow('stability', '4004'),
} satisfies Record<string, SettingRow>;

/** Settings of the assessor, which asks the gateway and stores what it says. */
export const assessorSettings = {
  gatewayUrl: {
    env: 'GATEWAY_URL',
    about: 'where the assessor asks the gateway',
    fallback: 'http://localhost:4000/graphql',
    check: setting.url(['http:', 'https:']),
  },
  gatewayToken: {
    env: 'GATEWAY_TOKEN',
    about: 'token that the assessor shows to the gateway',
    fallbackNote: 'none; `simpul start` gets one where it is a demonstration',
    check: setting.optionalText,
  },
  within: {
    env: 'ASSESS_WITHIN',
    about: 'area whose cities, districts and villages are assessed; `all` is the whole country',
    fallback: '31.75',
    check: setting.areaCodeOrAll,
  },
  publishAfterDays: {
    env: 'ASSESS_PUBLISH_AFTER_DAYS',
    about: 'days after its end for which records of a month are waited; then it is published, and stays as it is',
    fallback: '7',
    check: setting.integer(0, 90),
  },
} satisfies Record<string, SettingRow>;

/** The database that the settings name, or the embedded store on its port. */
export function databaseAddress(env: Readonly<Record<string, string | undefined>>): DatabaseAddress {
  return addressOf(readSettings(databaseSettings, env));
}
