import {
  type AskGraph,
  column,
  type ExportDefinition,
  type GraphNode,
  madeColumn,
  valueAt,
} from '../shared/export-definition';
import { areaAndMonth, personShareColumns, shareColumns } from '../shared/signal-columns';

const permitsExport: ExportDefinition = {
  kind: 'permits',
  by: 'area',
  list: 'stayPermits',
  day: 'validUntil',
  monthFilter: '{ endsIn: $month }',
  counted: false,
  columns: [
    column('permit_number', 'id'),
    column('kind', 'kind'),
    column('index_regime', 'index.regime'),
    column('index', 'index.code'),
    column('valid_from', 'validFrom'),
    column('valid_until', 'validUntil'),
    column('area_code', 'area.code'),
    column('holder_number', 'holder.id'),
    column('holder_name', 'holder.name'),
    madeColumn('decision', ['status'], decision),
    column('sponsor_number', 'sponsor.id'),
    column('sponsor_name', 'sponsor.name'),
    column('sponsor_kind', 'sponsor.kind'),
  ],
};

// Whether a permit in force has run out follows from its dates.
function decision({ status }: GraphNode): string {
  return status === 'ENDED' || status === 'CANCELLED' ? status : 'IN_FORCE';
}

const applicationsExport: ExportDefinition = {
  kind: 'applications',
  by: 'area',
  list: 'permitApplications',
  day: 'submittedOn',
  monthFilter: '{ submittedIn: $month }',
  counted: false,
  columns: [
    column('application_number', 'id'),
    column('kind', 'kind'),
    column('permit_kind', 'permitKind'),
    column('area_code', 'area.code'),
    column('submitted_on', 'submittedOn'),
    column('service_standard_days', 'serviceStandardDays'),
    column('permit_number', 'permitId'),
    column('decided_on', 'decidedOn'),
    column('status', 'status'),
  ],
};

const reports = 'reports(first: 100)';

const lodgingsExport: ExportDefinition = {
  kind: 'lodgings',
  by: 'area',
  list: 'lodgings',
  day: 'registeredOn',
  counted: true,
  columns: [
    column('lodging_number', 'id'),
    column('kind', 'kind'),
    column('area_code', 'area.code'),
    column('registered_on', 'registeredOn'),
    column('closed_on', 'closedOn'),
    madeColumn(
      'report_days',
      [`${reports}.nodes.reportedOn`, `${reports}.pageInfo.hasNextPage`, `${reports}.pageInfo.endCursor`],
      (node) => (valueAt(node, 'reports.nodes.reportedOn') as string[]).toReversed(),
    ),
  ],
  complete: withAllReports,
};

/** A lodging with the reports of all pages, newest first. */
async function withAllReports(lodging: GraphNode, ask: AskGraph): Promise<GraphNode> {
  let page = lodging;
  const nodes = [valueAt(lodging, 'reports.nodes') ?? []].flat() as unknown[];
  while (valueAt(page, 'reports.pageInfo.hasNextPage') === true) {
    const after = valueAt(page, 'reports.pageInfo.endCursor');
    const answer = await ask(moreReports, { id: lodging.id, after });
    page = (answer.lodging ?? {}) as GraphNode;
    nodes.push(...([valueAt(page, 'reports.nodes') ?? []].flat() as unknown[]));
  }
  return { ...lodging, reports: { nodes } };
}

const moreReports = `query ExportReports($id: ID!, $after: String) {
  lodging(id: $id) { reports(first: 100, after: $after) { nodes { reportedOn } pageInfo { hasNextPage endCursor } } }
}`;

const administrativeActionsExport: ExportDefinition = {
  kind: 'administrative-actions',
  by: 'area',
  list: 'administrativeActions',
  day: 'imposedOn',
  monthFilter: '{ imposedIn: $month }',
  counted: false,
  columns: [
    column('action_number', 'id'),
    column('kind', 'kind'),
    column('imposed_on', 'imposedOn'),
    column('ended_on', 'endedOn'),
    column('area_code', 'area.code'),
  ],
};

const permitSignalsExport: ExportDefinition = {
  kind: 'permit-signals',
  by: 'area-and-month',
  field: 'permitSignals',
  takes: 'months',
  columns: [
    ...areaAndMonth,
    ...personShareColumns('applications_past_standard', 'applicationsPastStandard'),
    ...shareColumns('lodgings_not_reporting', 'lodgingsNotReporting'),
  ],
};

export const permitExports: readonly ExportDefinition[] = [
  permitsExport,
  applicationsExport,
  lodgingsExport,
  administrativeActionsExport,
  permitSignalsExport,
];
