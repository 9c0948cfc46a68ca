import { apiOf } from '../compose/api-of';
import { contractSupergraph } from '../contract/contract-supergraph';
import type { Contract } from '../record/entry';
import type { Draft } from './check-subgraph';

/** Contracts that would be no schema any more. */
export function brokenContracts(supergraph: string, contracts: readonly Contract[]): Draft[] {
  return contracts.flatMap((contract): Draft[] => {
    const reason = reasonAgainst(supergraph, contract);
    if (reason === null) return [];
    const message = `The contract ${contract.name} would be no schema: ${reason}`;
    return [{ step: 'contracts', code: 'CONTRACT_BROKEN', severity: 'error', message, coordinate: null }];
  });
}

/** Why a contract of a supergraph is no schema; null when it is one. */
export function reasonAgainst(supergraph: string, contract: Contract): string | null {
  try {
    apiOf(contractSupergraph(supergraph, contract));
    return null;
  } catch (error) {
    const { message, causes = [] } = error as Error & { readonly causes?: readonly Error[] };
    const told = causes.length > 0 ? causes.map((each) => each.message) : [message];
    return told.slice(0, 3).join('; ');
  }
}
