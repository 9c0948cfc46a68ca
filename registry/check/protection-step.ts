import { DemandsServed, demandText } from '../../gateway/authorise/weakened';
import type { Draft } from './check-subgraph';
import type { Graph } from './graph';
import type { Usage } from './usage';

/** Fields that would demand less than they do: refused unless that is meant. */
export function weakenedProtection(base: Graph, next: Graph, mayWeaken: boolean): Draft[] {
  return new DemandsServed(base.protections).weakenedIn(next.protections, next.has).map(({ coordinate, lost }) => ({
    step: 'protection',
    code: 'AUTH_WEAKENED',
    severity: mayWeaken ? 'warning' : 'error',
    message: `${coordinate} would no longer demand ${demandText(lost)}.`,
    coordinate,
  }));
}

/** Fields that would demand more than they do: their askers are told. */
export function addedProtection(base: Graph, next: Graph, usage: Usage): Draft[] {
  const inBoth = (coordinate: string): boolean => base.has(coordinate) && next.has(coordinate);
  return new DemandsServed(next.protections).weakenedIn(base.protections, inBoth).map(({ coordinate, lost }) => {
    const operations = usage.of(coordinate);
    const isOpen = operations.some(({ approved }) => approved === null);
    return {
      step: 'breaking',
      code: 'PROTECTION_ADDED',
      severity: isOpen ? 'error' : 'note',
      message: `${coordinate} would demand ${demandText(lost)}.`,
      coordinate,
      operations,
    };
  });
}
