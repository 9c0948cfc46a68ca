import { z } from 'zod';

import { certificateSettings } from '../common/certificate-settings';
import { setting, type SettingRow, type SettingValues } from '../common/settings';
import { subgraphKeySettings } from '../common/subgraph-keys';
import { auditSettings } from './audit/audit-settings';
import { authSettings } from './auth/auth-settings';
import { boundariesFile } from './boundaries-file';
import { readHostPattern } from './transport/host-pattern';
import { type DocumentMode, documentModes, isDocumentMode } from './trusted-documents/document-mode';

/** Which supergraph is served, and where it is written which ones were approved. */
export const approvalSettings = {
  supergraphFile: {
    env: 'SUPERGRAPH_FILE',
    about: 'supergraph to serve, a federation 2 file',
    fallbackNote: '`schema/supergraph.graphql` of this project',
    check: setting.optionalText,
  },
  approvalsFile: {
    env: 'APPROVALS_FILE',
    about: 'where `simpul supergraph approve` writes which supergraphs may protect less than the one being served',
    fallback: '.simpul/approvals.json',
    check: setting.text,
  },
} satisfies Record<string, SettingRow>;

/** Settings of a gateway process. */
export const gatewaySettings = {
  port: { env: 'GATEWAY_PORT', about: 'port of the gateway', fallback: '4000', check: setting.port },
  ...authSettings,
  ...approvalSettings,
  subgraphUrls: {
    env: 'SUBGRAPH_URLS',
    about: 'addresses of subgraphs that replace those in the supergraph, `permits=http://host:4001/graphql,...`',
    fallbackNote: 'the addresses in the supergraph',
    check: subgraphUrls(),
  },
  subgraphHosts: {
    env: 'SUBGRAPH_HOSTS',
    about:
      'hosts that a supergraph may place subgraphs at, `permits.example.id,*.agency.example.id:443,10.0.0.7,...`; those of SUBGRAPH_URLS need no place here',
    fallback: 'localhost,127.0.0.1,[::1]',
    check: hostPatterns(),
  },
  ...certificateSettings,
  ...subgraphKeySettings,
  subgraphTimeoutMs: {
    env: 'SUBGRAPH_TIMEOUT_MS',
    about: 'longest wait for one answer of a subgraph, in milliseconds',
    fallback: '10000',
    check: setting.integer(1, 600_000),
  },
  subgraphTimeouts: {
    env: 'SUBGRAPH_TIMEOUTS_MS',
    about: 'the same for single subgraphs, `permits=2000,...`',
    fallbackNote: 'SUBGRAPH_TIMEOUT_MS for all',
    check: subgraphTimeouts(),
  },
  operationsFolder: {
    env: 'OPERATIONS_FOLDER',
    about:
      'folder where the gateway writes which operations were asked, how often and by which client, without values; `simpul schema follow --operations` takes them into the registry',
    fallbackNote: 'not written',
    check: setting.optionalText,
  },
  breakerErrorPercent: {
    env: 'BREAKER_ERROR_PERCENT',
    about:
      'share of questions that fail at which a subgraph is asked no more for what fails (types of entities, or root fields), for a while; 0 to ask always',
    fallback: '50',
    check: setting.integer(0, 99),
  },
  breakerLeastQuestions: {
    env: 'BREAKER_LEAST_QUESTIONS',
    about: 'fewest questions within the window from which that is concluded',
    fallback: '20',
    check: setting.integer(1, 1_000_000),
  },
  breakerWindowMs: {
    env: 'BREAKER_WINDOW_MS',
    about: 'for how long questions count, in milliseconds',
    fallback: '10000',
    check: setting.integer(100, 600_000),
  },
  breakerOpenMs: {
    env: 'BREAKER_OPEN_MS',
    about: 'how long nothing is asked before one question tries again, in milliseconds',
    fallback: '5000',
    check: setting.integer(10, 600_000),
  },
  shareSubgraphCalls: {
    env: 'SHARE_SUBGRAPH_CALLS',
    about: 'whether equal questions to a subgraph at the same time are asked once',
    fallback: 'true',
    check: setting.yesNo,
  },
  shareOperations: {
    env: 'SHARE_OPERATIONS',
    about: 'whether equal operations at the same time are executed once',
    fallback: 'true',
    check: setting.yesNo,
  },
  rememberedBytes: {
    env: 'REMEMBERED_BYTES',
    about:
      'bytes of questions and answers remembered, so that an operation whose subgraphs all answer as before is not computed again; 0 for none',
    fallback: '33554432',
    check: setting.integer(0, 1_073_741_824),
  },
  subgraphAnswerBytes: {
    env: 'SUBGRAPH_ANSWER_BYTES',
    about: 'largest answer taken from a subgraph, in bytes',
    fallback: '16777216',
    check: setting.integer(1_024, 1_073_741_824),
  },
  planningTimeoutMs: {
    env: 'PLANNING_TIMEOUT_MS',
    about: 'longest wait for the plan of a new operation, in milliseconds',
    fallback: '5000',
    check: setting.integer(10, 120_000),
  },
  planningQueue: {
    env: 'PLANNING_QUEUE',
    about: 'most new operations that wait to be planned; beyond it the longest is refused',
    fallback: '500',
    check: setting.integer(1, 100_000),
  },
  planCacheEntries: {
    env: 'PLAN_CACHE_ENTRIES',
    about: 'plans kept, the least recently used forgotten first',
    fallback: '2000',
    check: setting.integer(1, 1_000_000),
  },
  maxSelections: {
    env: 'MAX_SELECTIONS',
    about: 'most selections of an operation once its fragments are written out',
    fallback: '10000',
    check: setting.integer(1, 10_000_000),
  },
  maxTokens: {
    env: 'MAX_TOKENS',
    about: 'most tokens of an operation',
    fallback: '15000',
    check: setting.integer(1, 1_000_000),
  },
  maxDepth: {
    env: 'MAX_DEPTH',
    about: 'most levels of fields within fields, fragments written out',
    fallback: '30',
    check: setting.integer(1, 1_000),
  },
  maxAliases: {
    env: 'MAX_ALIASES',
    about: 'most aliases of an operation',
    fallback: '100',
    check: setting.integer(1, 100_000),
  },
  maxRootFields: {
    env: 'MAX_ROOT_FIELDS',
    about: 'most fields at the root of an operation, fragments written out',
    fallback: '100',
    check: setting.integer(1, 100_000),
  },
  maxDirectives: {
    env: 'MAX_DIRECTIVES',
    about: 'most directives of an operation',
    fallback: '100',
    check: setting.integer(1, 100_000),
  },
  maxCost: {
    env: 'MAX_COST',
    about:
      'most points that an operation may be estimated to cost by `@cost` and `@listSize`; a supergraph that says nothing of costs is not judged by them',
    fallback: '100000',
    check: setting.integer(1, 1_000_000_000),
  },
  costListSize: {
    env: 'COST_LIST_SIZE',
    about: 'how long a list is taken to be of which the supergraph says nothing',
    fallback: '10',
    check: setting.integer(1, 1_000_000),
  },
  costBudgets: {
    env: 'COST_BUDGETS',
    about:
      'points that a viewer may spend in a minute, by role, `analyst=500000,anonymous=20000,*=200000`; `*` is every other role',
    fallbackNote: 'no budgets; `simpul start` gives each role one',
    check: costBudgets(),
  },
  authorisationDryRun: {
    env: 'AUTHORISATION_DRY_RUN',
    about: 'whether what a viewer has no right to is reported and given all the same, to try new directives',
    fallback: 'false',
    check: setting.yesNo,
  },
  overrideLabels: {
    env: 'OVERRIDE_LABELS',
    about: 'labels of progressive @override that hold, separated by commas',
    fallbackNote: 'none',
    check: z
      .string()
      .default('')
      .transform((text) => text.split(',').map((label) => label.trim()))
      .transform((labels): readonly string[] => labels.filter((label) => label !== '')),
  },
  requestBytes: {
    env: 'REQUEST_BYTES',
    about: 'largest request taken from a client, in bytes',
    fallback: '1048576',
    check: setting.integer(1_024, 67_108_864),
  },
  corsOrigins: {
    env: 'CORS_ORIGINS',
    about:
      'origins whose pages may ask from a browser, each exact such as `https://map.example.id`, separated by commas',
    fallbackNote: 'none but its own',
    check: origins(),
  },
  trustedDocuments: {
    env: 'TRUSTED_DOCUMENTS',
    about: "documents that clients may name by id: a manifest in Apollo's format, or a folder of .graphql files",
    fallbackNote: 'none',
    check: setting.optionalText,
  },
  trustedDocumentsMode: {
    env: 'TRUSTED_DOCUMENTS_MODE',
    about:
      'what clients may send beside ids: `off` any text, `log` any text and the untrusted are noted, `allow-list` trusted texts, `ids-only` none',
    fallback: 'off',
    check: setting.choice(documentModes),
  },
  trustedDocumentsClients: {
    env: 'TRUSTED_DOCUMENTS_CLIENTS',
    about: 'the same for single clients, `map=ids-only,anonymous=allow-list,...`',
    fallbackNote: 'TRUSTED_DOCUMENTS_MODE for all',
    check: clientModes(),
  },
  boundaries: {
    env: 'BOUNDARIES_FILE',
    about:
      'GeoJSON file with the shapes of areas for the map, open to everybody: a FeatureCollection of polygons (WGS 84), each with its area code in the property `code`, at most 8 MiB',
    fallbackNote: 'the map is drawn from centroids',
    check: boundariesFile(),
  },
  persistedQueriesPerViewer: {
    env: 'PERSISTED_QUERIES_PER_VIEWER',
    about: 'most texts kept by their hash for one signed-in viewer; 0 for none',
    fallback: '200',
    check: setting.integer(0, 10_000),
  },
  ...auditSettings,
} satisfies Record<string, SettingRow>;

export type GatewayConfig = SettingValues<typeof gatewaySettings>;

function subgraphUrls() {
  const error = 'it must be pairs such as permits=http://127.0.0.1:4001/graphql, separated by commas';
  return z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((pair) => pair.trim() !== ''))
    .refine((pairs) => pairs.every((pair) => isPair(pair)), { error })
    .transform((pairs): ReadonlyMap<string, string> => new Map(pairs.map(splitPair)));
}

function costBudgets() {
  return z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((pair) => pair.trim() !== ''))
    .transform((pairs) => pairs.map(splitPair).map(([role, points]): [string, number] => [role, Number(points)]))
    .refine((pairs) => pairs.every(([role, points]) => role !== '' && Number.isInteger(points) && points > 0), {
      error: 'it must be pairs such as analyst=500000, points a minute, separated by commas',
    })
    .transform((pairs): ReadonlyMap<string, number> => new Map(pairs));
}

function subgraphTimeouts() {
  const error = 'it must be pairs such as permits=2000, in milliseconds from 1 to 600000, separated by commas';
  return z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((pair) => pair.trim() !== ''))
    .transform((pairs) => pairs.map(splitPair).map(([name, ms]): [string, number] => [name, Number(ms)]))
    .refine((pairs) => pairs.every(([name, ms]) => name !== '' && Number.isInteger(ms) && ms > 0 && ms <= 600_000), {
      error,
    })
    .transform((pairs): ReadonlyMap<string, number> => new Map(pairs));
}

function origins() {
  const error = 'it must be origins such as https://map.example.id, without a path or *, separated by commas';
  return listOf().refine((list) => list.every(isOrigin), {
    error,
  });
}

function hostPatterns() {
  const error =
    'it must be hosts such as permits.example.id, *.agency.example.id, 10.0.0.7:4001 or [::1], without http:// or a path, separated by commas';
  return listOf()
    .transform((texts) => texts.map(readHostPattern))
    .refine((patterns) => patterns.every((pattern) => pattern !== null), { error });
}

function isOrigin(text: string): boolean {
  return !text.includes('*') && URL.canParse(text) && new URL(text).origin === text;
}

function clientModes() {
  const error = `it must be pairs such as map=ids-only, each with one of ${documentModes.join(', ')}, separated by commas`;
  return listOf()
    .transform((pairs) => pairs.map(splitPair))
    .refine((pairs) => pairs.every(([client, mode]) => client !== '' && isDocumentMode(mode)), { error })
    .transform((pairs): ReadonlyMap<string, DocumentMode> => new Map(pairs as [string, DocumentMode][]));
}

function listOf() {
  return z
    .string()
    .default('')
    .transform((text) => text.split(',').map((each) => each.trim()))
    .transform((list): readonly string[] => list.filter((each) => each !== ''));
}

function splitPair(pair: string): [name: string, url: string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

function isPair(pair: string): boolean {
  const [name, url] = splitPair(pair);
  return name !== '' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
