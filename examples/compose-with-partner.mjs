// Composes the four subgraphs of this project and partners' to one supergraph, which is printed:
//   node examples/compose-with-partner.mjs NAME=URL=SCHEMA_FILE ...
import { readFileSync } from 'node:fs';

import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const own = ['permits', 'refugees', 'security', 'stability'].map((name, at) => ({
  name,
  url: `http://127.0.0.1:${4001 + at}/graphql`,
  file: new URL(`../schema/${name}.graphql`, import.meta.url),
}));
const partners = process.argv.slice(2).map((text) => {
  const [name, url, file] = text.split('=');
  return { name, url, file };
});
const { supergraphSdl, errors } = composeServices(
  [...own, ...partners].map(({ name, url, file }) => ({ name, url, typeDefs: parse(readFileSync(file, 'utf8')) })),
);
if (supergraphSdl === undefined) {
  for (const { message } of errors) console.error(message);
  process.exitCode = 2;
} else {
  process.stdout.write(supergraphSdl);
}
