import { CommandError, failedToParse } from '../command-error';
import { isDocument } from '../values/document';
import { checkArguments } from './check-arguments';
import { compilePipeline, runPipeline } from './run-pipeline';
import type { Stage } from './stages';

/** `$unionWith`: after the documents that came, those of another pipeline over a collection of the same database. */
export function unionWithStage(spec: unknown): Stage {
  const options = isDocument(spec) ? spec : { coll: spec };
  checkArguments('$unionWith', options, ['coll'], ['pipeline']);
  const { coll, pipeline = [] } = options;
  if (typeof coll !== 'string' || coll === '') throw failedToParse("$unionWith 'coll' needs the name of a collection");
  if (!Array.isArray(pipeline)) throw failedToParse("$unionWith 'pipeline' must be an array");
  if (pipeline.some((stage) => isDocument(stage) && '$merge' in stage)) {
    throw new CommandError(31441, '$merge is not allowed within a $unionWith stage');
  }
  compilePipeline(pipeline);
  return (docs, { catalog, database, deadline }) => [
    ...docs,
    ...runPipeline(catalog.find(`${database}.${coll}`), pipeline, { catalog, database }, deadline),
  ];
}
