import { composeServices } from '@apollo/composition';
import { type DocumentNode, GraphQLError, parse, Source } from 'graphql';

import { explain } from '../explain/explain';
import { apiOf } from './api-of';
import type { Composition, Mistake, Place, SubgraphText } from './composition';
import { placesOfNamed, startOf } from './places-of-named';

interface Parsed extends SubgraphText {
  readonly document: DocumentNode;
}

/**
 * Composes subgraphs; equal texts give equal bytes, in whatever order they come. All mistakes of the step that fails are
 * told together. It takes as long as it takes: `composeInThread` keeps it off the thread that serves.
 */
export function composeTexts(subgraphs: readonly SubgraphText[]): Composition {
  const sorted = [...subgraphs].sort((one, other) => (one.name < other.name ? -1 : 1));
  const parsed = sorted.map(parsedOrMistake);
  const unparsed = parsed.filter((each) => 'code' in each);
  if (unparsed.length > 0) return { kind: 'failed', mistakes: unparsed };
  const services = parsed.filter((each) => 'document' in each);
  try {
    const result = composeServices(services.map(({ name, url, document }) => ({ name, url, typeDefs: document })));
    if (result.supergraphSdl === undefined) {
      return { kind: 'failed', mistakes: result.errors.map((error) => mistakeOf(error, services)) };
    }
    const { supergraphSdl } = result;
    return { kind: 'composed', supergraph: supergraphSdl, api: apiOf(supergraphSdl) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { kind: 'failed', mistakes: [mistakeOf(error, services)] };
  }
}

function parsedOrMistake(subgraph: SubgraphText): Parsed | Mistake {
  try {
    // The source is named by the subgraph, so that a node tells whose it is.
    return { ...subgraph, document: parse(new Source(subgraph.sdl, subgraph.name)) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at = { line: 1, column: 1 }] = error.locations ?? [];
    const place = { subgraph: subgraph.name, file: subgraph.file, line: at.line, column: at.column };
    return { code: 'INVALID_GRAPHQL', message: error.message, places: [place] };
  }
}

function mistakeOf(error: GraphQLError, subgraphs: readonly Parsed[]): Mistake {
  const { code } = error.extensions;
  const places = placesOf(error, subgraphs);
  return {
    // What has no code of the catalogue is one of GraphQL itself.
    code: typeof code === 'string' && explain(code) !== null ? code : 'INVALID_GRAPHQL',
    message: error.message.trim(),
    places: places.length > 0 ? places : placesOfNamed(error.message, subgraphs),
  };
}

function placesOf({ nodes = [] }: GraphQLError, subgraphs: readonly Parsed[]): Place[] {
  const places = nodes.flatMap((node): Place[] => {
    const subgraph = subgraphs.find(({ name }) => name === node.loc?.source.name);
    const start = startOf(node);
    if (start === undefined || subgraph === undefined) return [];
    const { line, column } = start;
    return [{ subgraph: subgraph.name, file: subgraph.file, line, column }];
  });
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}
