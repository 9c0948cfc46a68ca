import { buildSchema } from 'graphql';

import { readSettings } from '../../common/settings';
import { openToAll } from '../../gateway/auth/authenticator';
import type { Asker } from '../../gateway/auth/viewer';
import { anonymous } from '../../gateway/auth/viewer';
import { gatewaySettings } from '../../gateway/config';
import type { ExecutionOutcome } from '../../gateway/execute/execution';
import { createApolloServer, type ServedSchema } from '../../gateway/http/apollo-server';
import { createHttpServer } from '../../gateway/http/http-server';
import { type HttpTimes, httpTimes } from '../../gateway/http/slow-clients';
import type { RunOperation } from '../../gateway/pipeline';
import { ErrorLog } from '../../gateway/respond/error-log';
import { formatError } from '../../gateway/respond/format-error';
import { serveDocuments } from '../../gateway/trusted-documents/serve-documents';

export interface HttpEndpoint {
  readonly url: string;
  /** What was logged. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

export interface EndpointParts {
  readonly run?: RunOperation;
  readonly env?: Readonly<Record<string, string>>;
  readonly times?: Partial<HttpTimes>;
  /** Who asks, in every request. */
  readonly asker?: Asker;
}

const answer: ExecutionOutcome = { text: '{"a":1}', errors: [], cost: 0 };

/** The HTTP server alone, over operations that the test runs. */
const neverExplains = () => Promise.reject(new Error('Not asked for.'));

export async function httpEndpoint(parts: EndpointParts = {}): Promise<HttpEndpoint> {
  const { run = () => Promise.resolve(answer), env = {}, times = {}, asker = anonymous } = parts;
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const config = readSettings(gatewaySettings, { GATEWAY_PORT: '0', ...env });
  const apiSchema = buildSchema('type Query { a: Int b: Int } type Mutation { change: Int }');
  const onSchema = (tell: (schema: ServedSchema) => void) => {
    tell({ apiSchema, sdl: '' });
    return () => undefined;
  };
  const errorLog = new ErrorLog(log);
  const server = createApolloServer({
    formatError,
    errorLog,
    validationRules: [],
    run,
    explain: neverExplains,
    onSchema,
  });
  await server.start();
  const documents = await serveDocuments(config, log);
  const resolveDocument: typeof documents.resolve = (asked) => documents.resolve(asked, asker);
  const authenticator = openToAll;
  const endpoint = {
    server,
    run,
    schema: () => apiSchema,
    visibleSchema: () => apiSchema,
    limits: config,
    authenticator,
    resolveDocument,
    errorLog,
  };
  const http = await createHttpServer(endpoint, () => new Map(), config, { times: { ...httpTimes, ...times } });
  const port = await http.listen();
  return {
    url: `http://localhost:${port}/graphql`,
    lines,
    stop: async () => {
      documents.stop();
      await http.close();
      await server.stop();
    },
  };
}
