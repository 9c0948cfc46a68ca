import type { Model } from 'mongoose';

import { checkFirst, type PageArguments } from '../../shared/arguments';
import type { Month } from '../../shared/calendar';
import { after, allOf, anyOf, before, type Filter, from, oneOf, upTo } from '../../shared/filter';
import { decodeCursor, type Page, pageOf } from '../../shared/page';
import type { RiskLevel } from '../method/risk-method';
import type { StabilityAlertRow } from '../models/StabilityAlert';
import type { AlertState } from '../stability-vocabulary';

export interface AlertsQuestion extends PageArguments {
  readonly level?: RiskLevel | null;
  readonly since?: Month | null;
  readonly area?: string | null;
  readonly state?: AlertState | null;
}

export interface AlertPages {
  page(question: AlertsQuestion): Promise<Page<StabilityAlertRow>>;
  count(question: AlertsQuestion): Promise<number>;
}

/** Alerts, those of the newest month first, within a month by their number. */
export function alertPages(model: Model<StabilityAlertRow>): AlertPages {
  return {
    page: async (question) => {
      const first = checkFirst(question.first);
      const filter = filterOf(question);
      const rows = await model
        .find(question.after == null ? filter : allOf([filter, beyond(question.after)]))
        .sort({ month: -1, _id: 1 })
        .limit(first + 1)
        .batchSize(first + 2)
        .lean<StabilityAlertRow[]>();
      return pageOf(rows, question, ({ _id, month }) => ({ value: month, key: _id }));
    },
    count: (question) => model.countDocuments(filterOf(question)).exec(),
  };
}

const rising: readonly RiskLevel[] = ['NORMAL', 'WASPADA', 'SIAGA', 'AWAS'];

function filterOf({ level, since, area, state }: AlertsQuestion): Filter {
  return {
    ...(area == null ? {} : { areaPath: area }),
    ...(since == null ? {} : { month: from(since) }),
    ...(level == null ? {} : { level: oneOf(rising.slice(rising.indexOf(level))) }),
    ...(state == null ? {} : { state }),
  };
}

// The range lets the index begin where the page begins.
function beyond(cursor: string): Filter {
  const { value, key } = decodeCursor(cursor);
  return allOf([{ month: upTo(value) }, anyOf([{ month: before(value) }, { month: value, _id: after(key) }])]);
}
