import { readKeys } from './signature.mjs';
import { createSubgraph, name } from './subgraph.mjs';

const server = createSubgraph(readKeys(process.env.SUBGRAPH_KEYS));
server.listen(Number(process.env.PORT ?? 4010), process.env.HOST ?? '127.0.0.1', () => {
  const { address, port } = server.address();
  console.log(`${name}  http://${address}:${port}/graphql`);
});

// What is under way is answered; then nothing keeps the process.
process.once('SIGTERM', () => server.close(() => process.exit(0)));
