import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { auditKeyOf } from '../../common/audit-key';
import { verifyAudit, whoSaw } from '../../gateway/audit/inspect';
import { type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await runningGraph({ assessed: true });
}, 60_000);
afterAll(() => graph.stop());

const alert = '31.75.03@2024-10-SIAGA';
const officer = { as: 'kesbangpol-officer' };
const ask = (query: string, variables: object = {}) => graph.ask(query, variables, officer);

const alertFields = `id state basis level needsConfirmation
  acknowledgement { agency by note } closure { agency outcome note }
  activities { id title state heldOn kind agencies areas { code } actionItems { id task owner dueOn doneOn } }`;
const readAlert = async (by: object = officer) => {
  const { data, errors } = await graph.ask(
    `{ alerts(area: "31.75.03", level: SIAGA, since: "2024-10", first: 100) { nodes { ${alertFields} } } }`,
    {},
    by,
  );
  expect(errors).toBeUndefined();
  return data.alerts.nodes.find(({ id }: { id: string }) => id === alert);
};
const readC3 = async (): Promise<{ norm: number; index: number }> => {
  const { data } = await ask('{ area(code: "31.75.03") { stability { index indicators { id norm } } } }');
  const { index, indicators } = data.area.stability;
  return { index, norm: indicators.find(({ id }: { id: string }) => id === 'C3').norm };
};

const acknowledge = 'mutation ($id: ID!, $note: String!) { acknowledgeAlert(id: $id, note: $note) { id state } }';
const plan = `mutation ($input: JointActivityPlan!) {
  planJointActivity(input: $input) { id state heldOn alert { id activities { id } } }
}`;
const close = `mutation ($id: ID!, $outcome: StabilityAlertOutcome!, $note: String!) {
  closeAlert(id: $id, outcome: $outcome, note: $note) { state closure { outcome by } }
}`;
const mediation = {
  alert,
  title: 'Mediation between neighbours',
  kind: 'MEDIATION',
  heldOn: '2024-11-05',
  agencies: ['KESBANGPOL', 'UNHCR'],
  areas: ['31.75.03'],
};
const codeOf = (answer: { errors?: readonly { extensions: Record<string, unknown> }[] }) =>
  answer.errors?.[0]?.extensions.code;

describe('alerts', () => {
  it('are raised by what the assessor stored, newest month first, each with why it rose and what may answer it', async () => {
    const { data, errors } = await graph.ask(
      `{ alerts(area: "31.75.03", level: SIAGA, first: 100) { totalCount nodes {
        id month fromLevel level probability index basis needsConfirmation state raisedAt area { name }
        change { since from to delta drivers { kind indicator value } }
        suggestedActions { indicator kind agency en: text id: text(language: ID) }
        acknowledgement { agency } closure { agency }
      } } }`,
      {},
      { as: 'analyst' },
    );
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data.alerts;
    expect(totalCount).toBe(nodes.length);
    expect(nodes.map(({ month }: any) => month)).toEqual(
      nodes.map(({ month }: any) => month).toSorted((one: string, other: string) => (one < other ? 1 : -1)),
    );
    const raised = nodes.find(({ id }: { id: string }) => id === alert);
    expect(raised).toMatchObject({
      month: '2024-10',
      level: 'SIAGA',
      basis: 'RUNNING_MONTH',
      needsConfirmation: true,
      state: 'RAISED',
      area: { name: 'Jatinegara' },
      acknowledgement: null,
      closure: null,
    });
    for (const { index, level, suggestedActions, change } of nodes) {
      expect(index).toBeGreaterThanOrEqual(5);
      expect(['SIAGA', 'AWAS']).toContain(level);
      expect(suggestedActions.length).toBeGreaterThan(0);
      for (const { kind, en, id } of suggestedActions) {
        expect(kind).not.toBe('JOINT_VISIT');
        expect(en).not.toBe(id);
      }
      if (change === null) continue;
      const sum = change.drivers.reduce((all: number, { value }: { value: number }) => all + value, 0);
      expect(sum).toBeCloseTo(change.delta, 9);
    }
  });

  it('come page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        'query ($after: String) { alerts(first: 40, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...data.alerts.nodes.map(({ id }: { id: string }) => id));
      after = data.alerts.pageInfo.hasNextPage ? data.alerts.pageInfo.endCursor : null;
      expect(data.alerts.totalCount).toBeGreaterThan(40);
    } while (after !== null);
    const { data } = await ask('{ alerts(first: 1) { totalCount } }');
    expect(new Set(seen).size).toBe(data.alerts.totalCount);
    expect(seen).toHaveLength(data.alerts.totalCount);
  });

  it('say what is wrong with a question for them', async () => {
    const unknown = await ask('{ alerts(area: "31.75.99") { totalCount } }');
    expect(codeOf(unknown)).toBe('NOT_FOUND');
    const long = await ask('{ alerts(first: 101) { nodes { id } } }');
    expect(long.errors?.[0]?.message).toContain('first: 101 must be from 1 to 100');
  });
});

describe('the follow-up of an alert', () => {
  it.each([undefined, 'dashboard', 'analyst', 'auditor', 'assessor'])(
    'is not for %s, who is answered with null and its code',
    async (as) => {
      const answer = await graph.ask(acknowledge, { id: alert, note: 'Seen' }, { ...(as && { as }) });
      expect(answer.data.acknowledgeAlert).toBeNull();
      expect(codeOf(answer)).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
      expect(graph.requests.stability).toBe(0);
    },
  );

  it('is seen by introspection by those who may', async () => {
    const query = '{ __schema { mutationType { fields { name } } } }';
    const { data } = await ask(query);
    expect(data.__schema.mutationType.fields.map(({ name }: { name: string }) => name).sort()).toEqual([
      'acknowledgeAlert',
      'addActionItem',
      'closeAlert',
      'completeActionItem',
      'planJointActivity',
      'recordJointActivityHeld',
    ]);
    for (const as of ['analyst', 'auditor']) {
      expect((await graph.ask(query, {}, { as })).data.__schema.mutationType).toBeNull();
    }
  });

  it('goes from the acknowledgement by an officer to the closing, and the index follows what was held', async () => {
    expect((await readAlert()).state).toBe('RAISED');
    const before = await readC3();
    expect(before.norm).toBeGreaterThan(5);

    // Nothing is planned for what nobody has taken up.
    const early = await ask(plan, { input: mediation });
    expect(codeOf(early)).toBe('CONFLICT');
    expect(early.errors?.[0]?.message).toContain('acknowledgeAlert');

    const taken = await ask(acknowledge, { id: alert, note: '  The incidents are known to us. ' });
    expect(taken).toMatchObject({ status: 200, data: { acknowledgeAlert: { id: alert, state: 'ACKNOWLEDGED' } } });
    expect(await readAlert()).toMatchObject({
      state: 'ACKNOWLEDGED',
      acknowledgement: {
        agency: 'KESBANGPOL',
        by: 'demonstration:kesbangpol-officer',
        note: 'The incidents are known to us.',
      },
    });
    const again = await ask(acknowledge, { id: alert, note: 'The incidents are known to us.' });
    expect(again.errors).toBeUndefined();
    const other = await graph.ask(acknowledge, { id: alert, note: 'We too' }, { as: 'unhcr-officer' });
    expect(other.errors?.[0]).toMatchObject({
      message: expect.stringContaining('was acknowledged at'),
      extensions: { code: 'CONFLICT', subgraph: 'stability' },
    });

    const planned = await ask(plan, { input: mediation });
    expect(planned.errors).toBeUndefined();
    const activity: string = planned.data.planJointActivity.id;
    expect(planned.data.planJointActivity).toEqual({
      id: activity,
      state: 'PLANNED',
      heldOn: '2024-11-05',
      alert: { id: alert, activities: [{ id: activity }] },
    });
    expect((await ask(plan, { input: mediation })).data.planJointActivity.id).toBe(activity);
    expect(await readC3()).toEqual(before);

    const item = await ask(
      `mutation ($activity: ID!) {
        addActionItem(activity: $activity, task: "Agree on a contact", owner: KESBANGPOL, dueOn: "2024-11-20") {
          actionItems { id task owner dueOn doneOn }
        }
      }`,
      { activity },
    );
    expect(item.data.addActionItem.actionItems).toEqual([
      { id: '1', task: 'Agree on a contact', owner: 'KESBANGPOL', dueOn: '2024-11-20', doneOn: null },
    ]);
    const closing = { id: alert, outcome: 'ANSWERED', note: 'Calm again' };
    expect((await ask(close, closing)).errors?.[0]?.message).toContain('recordJointActivityHeld');

    const held = await ask(
      'mutation ($activity: ID!) { recordJointActivityHeld(activity: $activity, heldOn: "2024-10-31") { state heldOn } }',
      { activity },
    );
    expect(held.data.recordJointActivityHeld).toEqual({ state: 'HELD', heldOn: '2024-10-31' });
    const after = await readC3();
    expect(after.norm).toBe(0);
    expect(after.index).toBeLessThan(before.index);
    const { data } = await ask('{ area(code: "31.75.03") { jointActivities(first: 1) { nodes { id } } } }');
    expect(data.area.jointActivities.nodes).toEqual([{ id: activity }]);

    expect((await ask(close, closing)).errors?.[0]?.message).toContain(`item 1 of ${activity} is not done`);
    const done = await ask(
      `mutation ($activity: ID!) {
        completeActionItem(activity: $activity, item: "1", doneOn: "2024-10-31") { actionItems { doneOn } }
      }`,
      { activity },
    );
    expect(done.data.completeActionItem.actionItems).toEqual([{ doneOn: '2024-10-31' }]);

    const closed = await ask(close, closing);
    expect(closed.data.closeAlert).toEqual({
      state: 'CLOSED',
      closure: { outcome: 'ANSWERED', by: 'demonstration:kesbangpol-officer' },
    });
    expect((await readAlert()).state).toBe('CLOSED');

    // Each change was noted under what it changed, before it was made.
    const folder = graph.env.AUDIT_FOLDER ?? '';
    const key = auditKeyOf(graph.env.AUDIT_KEY ?? '');
    const [ofAlert, ofActivity] = await Promise.all([
      whoSaw(folder, `StabilityAlert:${alert}`, key),
      whoSaw(folder, `JointActivity:${activity}`, key),
    ]);
    const coordinates = ({ accesses }: typeof ofAlert) => accesses.flatMap((each) => each.coordinates);
    expect(coordinates(ofAlert).filter((name) => name === 'Mutation.closeAlert')).toHaveLength(3);
    expect(new Set(coordinates(ofAlert))).toEqual(
      new Set(['Mutation.planJointActivity', 'Mutation.acknowledgeAlert', 'Mutation.closeAlert']),
    );
    expect(coordinates(ofActivity)).toEqual([
      'Mutation.addActionItem',
      'Mutation.recordJointActivityHeld',
      'Mutation.completeActionItem',
    ]);
    expect(ofActivity.accesses[0]).toMatchObject({ viewer: 'demonstration:kesbangpol-officer', agency: 'KESBANGPOL' });
    expect((await verifyAudit(folder, key, {})).findings).toEqual([]);
    const log = await graph.ask('{ accessLog(first: 1) { nodes { viewer coordinates } } }', {}, { as: 'auditor' });
    expect(log.data.accessLog.nodes[0]).toEqual({
      viewer: 'demonstration:kesbangpol-officer',
      coordinates: ['Mutation.closeAlert'],
    });
  }, 60_000);

  it('tells others what was done, and not who the officer is', async () => {
    const { data, errors } = await graph.ask(
      '{ alerts(state: CLOSED) { nodes { id closure { agency note by } } } }',
      {},
      { as: 'analyst' },
    );
    expect(data.alerts.nodes).toEqual([{ id: alert, closure: { agency: 'KESBANGPOL', note: 'Calm again', by: null } }]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  });
});
