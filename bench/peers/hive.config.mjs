// Hive Gateway as it comes, without what a measurement does not need. BENCH_SHARES says what equal work it shares:
// its own default is "subgraph calls".
import { defineConfig } from '@graphql-hive/gateway';

const shares = process.env.BENCH_SHARES;

export const gatewayConfig = defineConfig({
  logging: 'error',
  landingPage: false,
  graphiql: false,
  pollingInterval: 0,
  inboundInflightRequestDeduplication: shares === 'operations',
  ...(shares === 'nothing' && { transportEntries: { '*': { options: { deduplicateInflightRequests: false } } } }),
});
