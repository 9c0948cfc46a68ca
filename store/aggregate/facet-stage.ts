import { CommandError } from '../command-error';
import { isDocument } from '../values/document';
import { compilePipeline } from './run-pipeline';
import type { Stage } from './stages';

/** `$facet`: several pipelines over the same documents, each in a field of one document. */
export function facetStage(spec: unknown): Stage {
  if (!isDocument(spec) || Object.keys(spec).length === 0)
    throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline)) throw new CommandError(40170, `arguments to $facet must be arrays, ${name} is not`);
    const inside = pipeline.flatMap((stage) => (isDocument(stage) ? Object.keys(stage) : []));
    const barred = inside.find((stage) => stage === '$facet' || stage === '$merge');
    if (barred !== undefined)
      throw new CommandError(40600, `${barred} is not allowed to be used within a $facet stage`);
    return [name, compilePipeline(pipeline)] as const;
  });
  return (docs, run) => [
    Object.fromEntries(facets.map(([name, stages]) => [name, stages.reduce((all, stage) => stage(all, run), docs)])),
  ];
}
