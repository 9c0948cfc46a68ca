import {
  type AreaFieldsExport,
  type Cell,
  column,
  type ExportColumn,
  type ExportDefinition,
  type GraphNode,
  madeColumn,
  valueAt,
} from '../shared/export-definition';
import { areaAndMonth } from '../shared/signal-columns';

const jointActivitiesExport: ExportDefinition = {
  kind: 'joint-activities',
  by: 'area',
  list: 'jointActivities',
  day: 'heldOn',
  newestFirst: true,
  counted: true,
  home: ({ areas }) => (areas as readonly { code: string }[])[0]?.code ?? '',
  columns: [
    column('activity_number', 'id'),
    column('title', 'title'),
    column('kind', 'kind'),
    column('held_on', 'heldOn'),
    column('agencies', 'agencies'),
    column('area_codes', 'areas.code'),
    column('action_tasks', 'actionItems.task'),
    column('action_owners', 'actionItems.owner'),
    column('action_due_on', 'actionItems.dueOn'),
    column('action_done_on', 'actionItems.doneOn'),
  ],
};

const indicatorIds = ['H1', 'H2', 'H3', 'H4', 'V1', 'V2', 'V3', 'V4', 'C1', 'C2', 'C3', 'C4'] as const;

const assessmentsExport: ExportDefinition = {
  kind: 'assessments',
  by: 'area-and-month',
  field: 'stability',
  takes: 'month',
  columns: [
    ...areaAndMonth,
    column('method_version', 'methodVersion'),
    column('status', 'status'),
    column('rounded', 'rounded'),
    column('index', 'index'),
    column('level', 'level'),
    ...(['H', 'V', 'C'] as const).map((id) => entryColumn(id.toLowerCase(), 'dimensions', id, 'value')),
    ...indicatorIds.flatMap((id) => [
      entryColumn(id.toLowerCase(), 'indicators', id, 'norm'),
      entryColumn(`${id.toLowerCase()}_status`, 'indicators', id, 'status'),
    ]),
  ],
};

/** One field of the entry of a list that has an id. */
function entryColumn(name: string, list: string, id: string, field: string): ExportColumn {
  return madeColumn(name, [`${list}.id`, `${list}.${field}`], (assessment) => {
    const entry = (assessment[list] as readonly GraphNode[]).find((each) => each.id === id);
    return valueAt(entry, field) as Cell;
  });
}

const areaFiguresExport: AreaFieldsExport = {
  kind: 'area-figures',
  by: 'area-itself',
  held: 'figuresSource',
  columns: [
    column('area_code', 'code'),
    column('population', 'population'),
    column('area_km2', 'areaKm2'),
    column('latitude', 'centroid.latitude'),
    column('longitude', 'centroid.longitude'),
    column('as_of', 'figuresAsOf'),
    column('source', 'figuresSource'),
  ],
};

export const stabilityExports: readonly ExportDefinition[] = [
  jointActivitiesExport,
  areaFiguresExport,
  assessmentsExport,
];
