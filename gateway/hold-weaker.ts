import { isInterfaceType, isObjectType } from 'graphql';

import { readApprovals } from '../common/approvals';
import { demandText, weakenedIn } from './authorise/weakened';
import type { Supergraph } from './plan/supergraph';

const mostNamed = 5;

/** @throws Error that names what a next supergraph protects less than the one being served, unless it was approved. */
export async function holdWeaker(next: Supergraph, served: Supergraph, approvalsFile: string): Promise<void> {
  const weakened = weakenedIn(next.authorisation.protections, served.authorisation.protections, (coordinate) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = next.apiSchema.getType(typeName);
    return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), fieldName);
  });
  if (weakened.length === 0) return;
  const { approved } = await readApprovals(approvalsFile);
  if (approved.some(({ digest }) => digest === next.digest)) return;
  const named = weakened.slice(0, mostNamed).map(({ coordinate, lost }) => `${coordinate} loses ${demandText(lost)}`);
  const more = weakened.length > mostNamed ? `, and ${weakened.length - mostNamed} more` : '';
  throw new Error(
    `it protects less than the one being served (${named.join('; ')}${more}). If that is meant: simpul supergraph approve.`,
  );
}
