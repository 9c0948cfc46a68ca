import type { ApolloServerPlugin } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';

import { joinText } from '../execute/json-text';
import { explainNulls, nullReasonsByPath } from '../explain/null-reasons';
import { provenanceOf } from '../explain/provenance';
import type { DeprecatedUse } from '../plan/deprecated-uses';
import { degradedIn } from '../respond/degraded';
import type { RequestContext } from './apollo-server';

/**
 * What is told beside the answer: always which subgraphs failed and what that is used is deprecated; from whom the answer
 * is, why values are null and what running it would mean where it is asked for.
 */
export const answerExtensions: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http }, contextValue }) => {
        if (body.kind !== 'single') return Promise.resolve();
        const extensions = extensionsOf(body.singleResult, contextValue);
        if (Object.keys(extensions).length > 0) body.singleResult.extensions = extensions;
        for (const [name, value] of deprecationHeaders(contextValue.told.planned?.plan.deprecations ?? [])) {
          http.headers.set(name, value);
        }
        return Promise.resolve();
      },
    }),
};

function extensionsOf(
  { errors = [] }: FormattedExecutionResult,
  { asks, told }: RequestContext,
): Record<string, unknown> {
  const { planned, outcome, explanation } = told;
  if (explanation !== undefined) return { explain: explanation };
  const degraded = degradedIn(errors);
  const deprecations = planned?.plan.deprecations ?? [];
  const extensions = {
    ...(degraded.length > 0 && { degraded }),
    ...(deprecations.length > 0 && { deprecations }),
  };
  const asksMore = asks !== null && (asks.provenance || asks.nullReasons);
  if (!asksMore || planned === undefined || outcome === undefined) return extensions;
  const { plan, supergraph } = planned;
  const data: unknown = JSON.parse(joinText(outcome.text));
  return {
    ...extensions,
    ...(asks.provenance && {
      provenance: {
        answeredAt: new Date().toISOString(),
        schemaDigest: supergraph.digest,
        sources: provenanceOf(plan, supergraph.authorisation.protections, data),
      },
    }),
    ...(asks.nullReasons && { nullReasons: nullReasonsByPath(explainNulls(data, errors, plan.shape)) }),
  };
}

/** RFC 9745 and RFC 8594. A deprecation whose day is not told is `true`, as the header was before it became an RFC. */
function deprecationHeaders(deprecations: readonly DeprecatedUse[]): (readonly [name: string, value: string])[] {
  if (deprecations.length === 0) return [];
  const since = earliest(deprecations.map((each) => each.since));
  const removeOn = earliest(deprecations.map((each) => each.removeOn));
  return [
    ['deprecation', since === null ? 'true' : `@${since.getTime() / 1_000}`],
    ...(removeOn === null ? [] : [['sunset', removeOn.toUTCString()] as const]),
  ];
}

function earliest(days: readonly (string | null)[]): Date | null {
  const times = days.flatMap((day) => (day === null || Number.isNaN(Date.parse(day)) ? [] : [Date.parse(day)]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
