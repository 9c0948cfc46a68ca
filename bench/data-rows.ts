import { permits } from '../subgraphs/permits';
import { security } from '../subgraphs/security';
import { areaPath } from '../subgraphs/shared/area-code';
import { addDays } from '../subgraphs/shared/calendar';
import type { DatabaseAddress } from '../subgraphs/shared/connect-mongo';
import { openSubgraph } from '../subgraphs/shared/open-subgraph';
import { serveSubgraph } from '../subgraphs/shared/serve-subgraph';
import { areasWithFigures } from '../subgraphs/stability/area-figures';

const villages = areasWithFigures().filter((code) => code.length === 13);
const lastDay = '2024-10-31';
const days = 1_200;
const batch = 2_000;

export interface IncidentOfBench {
  readonly number: string;
  readonly area: string;
  readonly day: string;
}

/** The incident of a running number: villages and days in turn. */
export function areaRecordsOf(running: number): IncidentOfBench {
  return {
    number: `INS-${String(running).padStart(8, '0')}`,
    area: villages[running % villages.length] ?? '',
    day: addDays(lastDay, -((running * 7) % days)),
  };
}

export const importRowsHead =
  'incident_number,event_type,sub_event_type,severity,occurred_on,reported_on,closed_on,area_code,shelter_relation\n';

export function importRow({ number, area, day }: IncidentOfBench): string {
  return `${number},RIOTS,MOB_VIOLENCE,S2,${day},${day},,${area},NONE\n`;
}

const incidentOf = ({ number, area, day }: IncidentOfBench) => ({
  _id: number,
  areaCode: area,
  areaPath: [...areaPath(area)],
  eventType: 'RIOTS',
  subEventType: 'MOB_VIOLENCE',
  severity: 'S2',
  occurredOn: day,
  reportedOn: day,
  closedOn: null,
  shelterRelation: 'NONE',
});

const permitOf = ({ number, area, day }: IncidentOfBench) => ({
  _id: number,
  areaCode: area,
  areaPath: [...areaPath(area)],
  kind: 'LIMITED',
  indexRegime: 'FROM_2024',
  indexCode: 'E23',
  decision: 'IN_FORCE',
  validFrom: addDays(day, -365),
  validUntil: day,
  holderId: `WNA-${number}`,
  sponsorId: null,
});

export type RecordKind = 'stay_permits' | 'incidents';

/** Fills 65 villages with so many records of each of these kinds, and serves both agencies. */
export async function fillAreas(address: DatabaseAddress, records: number, kinds: readonly RecordKind[]) {
  const [office, police] = await Promise.all([openSubgraph(permits, address), openSubgraph(security, address)]);
  for (let at = 0; at < records; at += batch) {
    const told = Array.from({ length: Math.min(batch, records - at) }, (_, index) => areaRecordsOf(at + index));
    await Promise.all([
      kinds.includes('stay_permits') &&
        office.connection.collection('stay_permits').insertMany(told.map(permitOf) as never),
      kinds.includes('incidents') &&
        police.connection.collection('incidents').insertMany(told.map(incidentOf) as never),
    ]);
  }
  for (const open of [office, police]) {
    await open.demonstration.write(lastDay, 1);
    await open.clock.refresh();
    await open.rollups.rebuild();
  }
  const served = await serveSubgraph(security, police, 0);
  return {
    url: served.url,
    permitLoaders: () => permits.createLoaders(office),
    close: async () => {
      await served.stop();
      await Promise.all([office.close(), police.close()]);
    },
  };
}

type Filled = Awaited<ReturnType<typeof fillAreas>>;

interface Question {
  readonly of: RecordKind;
  readonly ask: (filled: Filled) => Promise<unknown>;
}

const signals = 'securitySignals(months: 1) { month incidents { events weight } incidentsStillOpen { numerator } }';
const list = 'incidents(first: 20) { nodes { id occurredOn severity } pageInfo { hasNextPage } totalCount }';

/** The questions by name: of the subgraph over HTTP, and of the loader where only an officer may ask. */
export const questions: Readonly<Record<string, Question>> = {
  'signals of 65 villages': incidents(villages, signals),
  'page of the incidents of a city, with their number': incidents(['31.75'], list),
  'page of the incidents of a village, with their number': incidents(villages.slice(7, 8), list),
  'pages of the incidents of 65 villages, with their numbers': incidents(villages, list),
  'page of the stay permits of a city': {
    of: 'stay_permits',
    ask: ({ permitLoaders }) => permitLoaders().permitsByArea({ first: 20 }).load('31.75'),
  },
};

function incidents(codes: readonly string[], selection: string): Question {
  return { of: 'incidents', ask: ({ url }) => ask(url, codes, selection) };
}

async function ask(url: string, codes: readonly string[], selection: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area { code ${selection} } } }`,
      variables: { areas: codes.map((code) => ({ __typename: 'Area', code })) },
    }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (data == null || errors !== undefined) throw new Error('the question was not answered');
}
