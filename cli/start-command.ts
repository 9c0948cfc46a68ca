import { Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { hostInAddress } from '../common/hosts';
import { readSettings } from '../common/settings';
import { stopOnSignal } from '../common/shutdown';
import { randomSubgraphKeys } from '../common/subgraph-keys';
import { subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';
import { randomDemonstrationKey } from '../gateway/auth/demonstration-key';
import { personas } from '../gateway/auth/personas';
import { gatewaySettings } from '../gateway/config';
import { subgraphSettings } from '../subgraphs/config';
import type { SeedReport } from '../subgraphs/seed';
import { startSettings, workerSettings } from './config';
import { youngGeneration } from './gateway-workers';
import { signIn } from './sign-in';
import { type StartAudit, startAudit } from './start-audit';
import { Supervisor } from './supervisor';

interface StartOptions {
  readonly store?: 'embedded';
  readonly memory?: boolean;
}

export function startCommand(): Command {
  return new Command('start')
    .description(
      'Run everything on this machine: store, four subgraphs, gateway, demonstration data at the first start.',
    )
    .addOption(
      new Option('--store <kind>', 'use the embedded store even with NODE_ENV=production').choices(['embedded']),
    )
    .option('--memory', 'keep the embedded store in memory only; nothing is left afterwards')
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  // All settings of all parts are checked before the first part starts.
  const settings = readSettings(
    { ...startSettings, ...workerSettings, ...gatewaySettings, ...subgraphSettings },
    process.env,
  );
  if (settings.nodeEnv === 'production' && settings.mongodbUri === undefined && options.store !== 'embedded') {
    throw new ToldError(
      'NODE_ENV is production and MONGODB_URI is not set; set it, or name the embedded store with --store embedded.',
      exitCodes.config,
    );
  }
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const supervisor = new Supervisor((name, code) => {
    process.stderr.write(`simpul: ${name} ended unexpectedly (exit ${code}); stopping the rest.\n`);
    void stop().then(() => process.exit(exitCodes.cannot));
  });
  const audit = startAudit(settings, options);
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    audit.end();
  };
  stopOnSignal(stop, 1_900);
  try {
    await startParts(supervisor, settings, { ...options, env: audit.env }, say);
    say(`audit log  ${audit.folder}; simpul audit verify checks it, simpul audit who-saw KEY reads it`);
    say('ready');
  } catch (error) {
    await stop();
    throw error;
  }
}

type StartSettings = ReturnType<
  typeof readSettings<typeof startSettings & typeof workerSettings & typeof gatewaySettings & typeof subgraphSettings>
>;

async function startParts(
  supervisor: Supervisor,
  settings: StartSettings,
  options: StartOptions & Pick<StartAudit, 'env'>,
  say: (line: string) => void,
): Promise<void> {
  const database = await startStore(supervisor, settings, options, say);
  say(await demonstration(supervisor, settings, database));
  // Keys that were given reach the parts with the rest of the environment.
  const keys = settings.subgraphKeys.length > 0 ? {} : { SUBGRAPH_KEYS: randomSubgraphKeys() };
  const urls = await startSubgraphs(
    supervisor,
    settings,
    {
      ...database,
      ...keys,
      SUBGRAPH_HOST: '127.0.0.1',
    },
    options.env,
  );
  say(
    `subgraphs  ${subgraphNames.map((name) => `${name} ${new URL(urls.get(name) ?? '').port}`).join(', ')} (loopback, signed)`,
  );
  const gatewayUrl = await startGateway(supervisor, settings, {
    ...database,
    ...keys,
    ...options.env,
    SUBGRAPH_URLS: [...urls].map(([name, url]) => `${name}=${url}`).join(','),
  });
  const token = isDemonstration(settings) ? { GATEWAY_TOKEN: (await signIn(gatewayUrl, 'assessor')).token } : {};
  await supervisor.run('assessor', ['assess', '--if-none'], { ...database, ...token, GATEWAY_URL: gatewayUrl });
  for (const line of gatewayLines(gatewayUrl, isDemonstration(settings))) say(line);
}

async function startStore(
  supervisor: Supervisor,
  settings: StartSettings,
  { memory }: StartOptions,
  say: (line: string) => void,
): Promise<Record<string, string>> {
  if (settings.mongodbUri !== undefined) {
    say('store      the MongoDB of MONGODB_URI');
    return {};
  }
  const place = memory ? ['--memory'] : ['--data', settings.dataFolder];
  const { port, summary } = await supervisor.start('store', [
    'store',
    'serve',
    '--port',
    String(settings.storePort),
    ...place,
  ]);
  const documents = (summary as { documents: number }).documents;
  say(
    `store      embedded, for one machine: ${memory ? 'in memory only' : settings.dataFolder}, ${documents} documents, port ${port}; set MONGODB_URI to use MongoDB`,
  );
  return { SIMPUL_STORE_PORT: String(port) };
}

async function demonstration(
  supervisor: Supervisor,
  settings: StartSettings,
  database: Record<string, string>,
): Promise<string> {
  if (settings.mongodbUri !== undefined)
    return 'data       your own; simpul seed writes the demonstration into empty databases';
  const report = JSON.parse(await supervisor.run('seed', ['seed', '--if-empty', '--json'], database)) as SeedReport;
  const count = Object.values(report.records).reduce((sum, records) => sum + records, 0);
  if (count === 0) return 'data       as it was left';
  return `data       ${count} synthetic records of East Jakarta up to ${report.today}, written now`;
}

async function startSubgraphs(
  supervisor: Supervisor,
  settings: StartSettings,
  env: Readonly<Record<string, string>>,
  audit: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  const started = await Promise.all(
    subgraphNames.map(async (name) => {
      const args = ['subgraph', name, '--port', String(settings[`${name}Port`])];
      const { port } = await supervisor.start(name, args, name === 'stability' ? { ...env, ...audit } : env);
      return [name, `http://127.0.0.1:${port}/graphql`] as const;
    }),
  );
  return new Map(started);
}

/** Without issuers whoever asks is one of the personas: nobody is who they say, and nothing is asked of anybody. */
function isDemonstration({ tokenIssuers }: StartSettings): boolean {
  return tokenIssuers.length === 0;
}

/** Points a minute. One question over ten districts costs some hundred, one over all villages some thousand. */
const usualBudgets = 'anonymous=50000,service=10000000,*=1000000';

async function startGateway(
  supervisor: Supervisor,
  settings: StartSettings,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const makesKey = isDemonstration(settings) && settings.demonstrationKey === undefined;
  const key = makesKey ? { DEMONSTRATION_KEY: randomDemonstrationKey() } : {};
  const budgets = settings.costBudgets.size > 0 ? {} : { COST_BUDGETS: usualBudgets };
  const { port } = await supervisor.start(
    'gateway',
    ['gateway'],
    { ...env, ...key, ...budgets },
    youngGeneration(settings.semiSpaceMb),
  );
  return `http://${hostInAddress(settings.host)}:${port}/graphql`;
}

function gatewayLines(gatewayUrl: string, demonstration: boolean): string[] {
  const line = `gateway    ${gatewayUrl}  pages at / and /explorer`;
  if (!demonstration) return [`${line}  (sign-in by token)`];
  return [
    `${line}  (loopback)`,
    `sign-in    a demonstration: anybody on this machine may be ${personas.map(({ name }) => name).join(', ')}`,
    '           on the pages, or with a token from npx simpul token --as analyst',
  ];
}
