import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

import { commandsHeader } from '../../conform/checks/entities-batched';
import { openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { serveSubgraph } from '../../subgraphs/shared/serve-subgraph';
import type { SubgraphDefinition } from '../../subgraphs/shared/subgraph-definition';
import { testKeys } from './ask-subgraph';

/**
 * One of our subgraphs with the test's keys, which tells in a header how many database commands an answer took. They
 * are counted from question to answer: ask one thing at a time.
 */
export async function countedSubgraph(definition: SubgraphDefinition, address: Parameters<typeof openSubgraph>[1]) {
  const open = await openSubgraph(definition, address);
  const served = await serveSubgraph(definition, open, 0, { keys: testKeys });
  let commands = 0;
  open.connection.getClient().on('commandStarted', () => (commands += 1));
  const front = createServer((request, response) => {
    const before = commands;
    const { method, headers, url = '/' } = request;
    const passed = ask(new URL(url, served.url), { method: method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        [commandsHeader]: commands - before,
      });
      answer.pipe(response);
    });
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/graphql`,
    stop: async () => {
      front.closeAllConnections();
      front.close();
      await served.stop();
      await open.connection.dropDatabase();
      await open.close();
    },
  };
}
