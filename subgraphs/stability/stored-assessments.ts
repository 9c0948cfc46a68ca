import type DataLoader from 'dataloader';
import type { Model } from 'mongoose';

import { loaderByKey } from '../shared/batch-loader';
import { after, oneOf } from '../shared/filter';
import { badInput } from '../shared/subgraph-errors';
import type { AssessmentRow } from './models/Assessment';

/** What tells a row that answers every question from one of the form before there was publishing. */
export const isComplete = { inputDigest: after('') };

// The months of very many areas would be an unbounded read in disguise.
const maxRows = 20_000;

/** Stored assessments by their number, all those asked for in one tick with one command; null where there is none. */
export function storedAssessments(model: Model<AssessmentRow>): DataLoader<string, AssessmentRow | null> {
  return loaderByKey(
    (keys) => {
      if (keys.length > maxRows) {
        throw badInput(
          `The question asks for ${keys.length} stored assessments, more than ${maxRows}; ask for fewer areas or months.`,
        );
      }
      return model
        .find({ _id: oneOf(keys), ...isComplete } as object)
        .batchSize(keys.length + 1)
        .lean<AssessmentRow[]>()
        .exec();
    },
    ({ _id }) => _id,
  );
}
