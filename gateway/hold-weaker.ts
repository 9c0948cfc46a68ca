import { isInterfaceType, isObjectType } from 'graphql';

import { readApprovals } from '../common/approvals';
import { type DemandsServed, demandText, type HasField } from './authorise/weakened';
import type { Supergraph } from './plan/supergraph';

const mostNamed = 5;

/**
 * @throws Error that names what a next supergraph protects less than those that were served, unless it was approved.
 * One that passes counts as served.
 */
export async function holdWeaker(next: Supergraph, served: DemandsServed, approvalsFile: string): Promise<void> {
  const { protections } = next.authorisation;
  const weakened = served.weakenedIn(protections, fieldsOf(next));
  if (weakened.length > 0 && !(await isApproved(next, approvalsFile))) {
    const named = weakened.slice(0, mostNamed).map(({ coordinate, lost }) => `${coordinate} loses ${demandText(lost)}`);
    const more = weakened.length > mostNamed ? `, and ${weakened.length - mostNamed} more` : '';
    throw new Error(
      `it protects less than the one being served (${named.join('; ')}${more}). If that is meant: simpul supergraph approve.`,
    );
  }
  served.take(protections, fieldsOf(next));
}

async function isApproved({ digest }: Supergraph, approvalsFile: string): Promise<boolean> {
  const { approved } = await readApprovals(approvalsFile);
  return approved.some((each) => each.digest === digest);
}

function fieldsOf({ apiSchema }: Supergraph): HasField {
  return (coordinate) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = apiSchema.getType(typeName);
    return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), fieldName);
  };
}
