/** The schema registry as other parts see it. */
export { type ApiChange, apiChanges } from './check/api-changes';
export {
  type Checked,
  type CheckOptions,
  checkSubgraph,
  type SubgraphChange,
  usualCheck,
} from './check/check-subgraph';
export type { CheckReport } from './check/finding';
export { type Graph, readGraph } from './check/graph';
export { lint, lintRules, type LintSeverities } from './check/lint-step';
export { readProposal } from './check/proposal-step';
export { checkOperations, type OperationReport } from './check-operations';
export { apiOf } from './compose/api-of';
export { composeInThread } from './compose/compose-in-thread';
export type { Composition, Mistake, SubgraphText } from './compose/composition';
export { introspect } from './compose/introspect';
export { fileName, loadSubgraphs, readSchema } from './compose/load-subgraphs';
export { mistakeText, placeText } from './compose/mistake-text';
export { readSupergraphConfig } from './compose/read-config';
export { isSubgraphName, subgraphNameRule } from './compose/subgraph-name';
export { contractSupergraph } from './contract/contract-supergraph';
export { describe, type Description } from './describe';
export { explain, explainedCodes } from './explain/explain';
export { mendOf } from './explain/mend';
export { contractNamed, RegistryFollower } from './follow';
export { openRegistry, type Registry } from './open-registry';
export {
  approve,
  BaseMoved,
  publish,
  type Published,
  type PublishOptions,
  rollback,
  setContract,
  type Signature,
} from './publish';
export { type Contract, type Entry, firstBroken, type RegistryState } from './record/entry';
export { type ReportFormat, reportFormats, writeReport } from './report/write-report';
