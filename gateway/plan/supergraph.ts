import type { GraphQLSchema } from 'graphql';

import { supergraphDigest } from '../../common/approvals';
import { Authorisation, type AuthorisationOptions } from '../authorise/authorisation';
import { saysCosts } from '../cost/costs';
import { buildApiSchema } from './build-api-schema';
import { PlanCache } from './plan-cache';
import type { PlanSource } from './plan-source';
import { Planner, type PlannerLimits } from './planner';
import { TypeRelations } from './type-relations';

export interface SupergraphOptions extends PlannerLimits {
  readonly planCacheEntries: number;
  readonly maxSelections: number;
  readonly authorisation: AuthorisationOptions;
  /** How long a list is taken to be of which the supergraph says nothing. */
  readonly costListSize: number;
  /** Labels of progressive @override that hold. */
  readonly overrideLabels: readonly string[];
}

/** One generation of the supergraph: what clients see, the planner, and the plans made so far. It is swapped whole. */
export interface Supergraph {
  readonly sdl: string;
  /** SHA-256 of the SDL, hexadecimal. */
  readonly digest: string;
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  readonly authorisation: Authorisation;
  readonly plans: PlanCache;
  /** Whether operations can be judged by their cost. */
  readonly saysCosts: boolean;
  stop(): Promise<void>;
}

/** @throws Error with the planner's own reason when the SDL is no federation 2 supergraph. */
export async function loadSupergraph(sdl: string, options: SupergraphOptions): Promise<Supergraph> {
  const planner = await Planner.start(sdl, options);
  return supergraphOf(sdl, planner, await buildApiSchema(planner.tables.apiDefinitions), options);
}

/** A supergraph that is planned over already. */
export function supergraphOf(
  sdl: string,
  planner: PlanSource,
  apiSchema: GraphQLSchema,
  options: SupergraphOptions,
): Supergraph {
  const { subgraphs, fieldNames, subtypes, interfaceObjects, protections, costs } = planner.tables;
  const authorisation = new Authorisation(apiSchema, protections, options.authorisation);
  const sources = {
    schema: apiSchema,
    relations: new TypeRelations(subtypes),
    fieldNames: new Set(fieldNames),
    interfaceObjects: new Set(interfaceObjects),
    costs,
    listSize: options.costListSize,
  };
  return {
    sdl,
    digest: supergraphDigest(sdl),
    apiSchema,
    subgraphs,
    authorisation,
    saysCosts: saysCosts(costs),
    plans: new PlanCache(planner, sources, authorisation, options),
    stop: () => planner.stop(),
  };
}
