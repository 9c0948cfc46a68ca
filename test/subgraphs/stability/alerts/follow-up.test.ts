import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Identity, nobody } from '../../../../common/identity';
import { FollowUp } from '../../../../subgraphs/stability/alerts/follow-up';
import type { ActivityPlan } from '../../../../subgraphs/stability/alerts/plan-activity';
import { raiseAlerts } from '../../../../subgraphs/stability/alerts/raise-alerts';
import { assessmentOf, type StabilityDatabase, stabilityDatabase } from './support';

const today = '2024-11-10';
const id = '31.75.03@2024-10-SIAGA';
const officer: Identity = {
  viewer: 'test:officer',
  agency: 'KESBANGPOL',
  scopes: ['activity:write'],
  areas: ['31.75'],
  purpose: null,
};
const other: Identity = { ...officer, viewer: 'test:other', agency: 'UNHCR' };
const mediation: ActivityPlan = {
  alert: id,
  title: 'Mediation between neighbours',
  kind: 'MEDIATION',
  heldOn: '2024-11-20',
  agencies: ['KESBANGPOL', 'UNHCR'],
  areas: ['31.75.03'],
};

let database: StabilityDatabase;
let followUp: FollowUp;
beforeAll(async () => {
  database = await stabilityDatabase();
}, 60_000);
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  const { models, open } = database;
  const rows = [assessmentOf('31.75.03', '2024-09', 3.0), assessmentOf('31.75.03', '2024-10', 5.2)];
  await open.connection.collection('assessments').insertMany(rows as never);
  await raiseAlerts(models, null);
  followUp = new FollowUp({
    models,
    areas: open.areas,
    today: () => today,
    now: () => new Date('2024-11-10T03:00:00Z'),
  });
});

/** Code and message of what a promise is rejected with; what it gives otherwise. */
async function refusal(promised: Promise<unknown>): Promise<string> {
  try {
    return `taken: ${JSON.stringify(await promised)}`;
  } catch (error) {
    const { extensions, message } = error as { extensions?: { code?: string }; message: string };
    return `${extensions?.code ?? 'no code'} ${message}`;
  }
}
const takeUp = (by = officer) => followUp.acknowledge(by, { id, note: 'We know of it' });
const planned = async (more: Partial<ActivityPlan> = {}) => followUp.plan(officer, { ...mediation, ...more });
const item = { task: 'Agree on a contact', owner: 'KESBANGPOL', dueOn: '2024-11-30' } as const;

describe('A23: who may follow an alert up', () => {
  const strangers: [string, Identity][] = [
    ['nobody', nobody],
    ['somebody without the scope', { ...officer, scopes: ['stability:read'] }],
    ['somebody of no agency', { ...officer, agency: null }],
    ['rights without a viewer', { ...officer, viewer: null }],
    ['an officer without an area', { ...officer, areas: [] }],
    ['an officer of another area', { ...officer, areas: ['31.74'] }],
    ['an officer of a part of the area', { ...officer, areas: ['31.75.03.1001'] }],
    ['an officer of an area whose code begins the same', { ...officer, areas: ['31.7'] }],
  ];
  it.each(strangers)('is not %s, past the gateway either', async (_, identity) => {
    await takeUp();
    const { _id: activity } = await planned();
    const added = await followUp.addItem(officer, { activity, ...item });
    const tries = [
      () => followUp.acknowledge(identity, { id, note: 'Seen' }),
      () => followUp.close(identity, { id, outcome: 'NOTHING_TO_DO', note: 'Seen' }),
      () => followUp.plan(identity, mediation),
      () => followUp.recordHeld(identity, { activity, heldOn: today }),
      () => followUp.addItem(identity, { activity, ...item }),
      () => followUp.completeItem(identity, { activity, item: '1', doneOn: today }),
    ];
    for (const attempt of tries) {
      expect(await refusal(attempt())).toMatch(/^UNAUTHORIZED_FIELD_OR_TYPE/);
    }
    expect(await database.models.PlannedActivity.findOne({ _id: activity }).lean()).toEqual(added);
  });

  it('plans for areas of his own alone', async () => {
    await takeUp();
    const local = { ...officer, areas: ['31.75.03'] };
    expect(await refusal(followUp.plan(local, { ...mediation, areas: ['31.75'] }))).toContain('the area 31.75.');
  });
});

describe('what an officer tells', () => {
  const wrong: [string, Partial<ActivityPlan>, string][] = [
    ['an alert that is not there', { alert: 'A-1' }, 'NOT_FOUND input.alert: there is no alert'],
    ['a joint visit', { kind: 'JOINT_VISIT' }, 'BAD_USER_INPUT kind: a JOINT_VISIT'],
    ['a day that is past', { heldOn: '2024-11-09' }, 'BAD_USER_INPUT heldOn: 2024-11-09 must be from 2024-11-10 to'],
    ['a day in a far future', { heldOn: '2099-01-01' }, 'BAD_USER_INPUT heldOn: 2099-01-01 must be from'],
    ['no agency', { agencies: [] }, 'BAD_USER_INPUT agencies: must name one or more of'],
    ['no area', { areas: [] }, 'BAD_USER_INPUT areas: 0 areas'],
    ['an area that is none', { areas: ['31.75.99'] }, 'NOT_FOUND areas: 31.75.99'],
    ['an area elsewhere', { areas: ['31.75.03.1001', '31.75.04'] }, 'BAD_USER_INPUT areas: 31.75.04 is neither in'],
    ['an empty title', { title: ' ' }, 'BAD_USER_INPUT title: must not be empty'],
    [
      'a title with a number of a person',
      { title: 'Visit 3175031205880001' },
      'BAD_USER_INPUT title: holds what looks',
    ],
  ];
  it.each(wrong)('is refused with what, where and how: %s', async (_, plan, message) => {
    await takeUp();
    expect(await refusal(planned(plan))).toContain(message);
    expect(await database.models.PlannedActivity.countDocuments({})).toBe(0);
  });

  it('may be an area around the alert’s, or parts of it', async () => {
    await takeUp();
    expect((await planned({ areas: ['31.75'] })).areaPath).toEqual(['31', '31.75']);
    expect((await planned({ areas: ['31.75.03.1002', '31.75.03.1001'] })).areaCodes).toHaveLength(2);
  });

  it('is refused in texts of alerts and of action items', async () => {
    const text = 'Passport A1234567';
    expect(await refusal(followUp.acknowledge(officer, { id, note: text }))).toContain('note: ');
    await takeUp();
    const { _id: activity } = await planned();
    expect(await refusal(followUp.addItem(officer, { activity, ...item, task: text }))).toContain('task: holds');
  });
});

describe('an alert', () => {
  it('is acknowledged once: the same again changes nothing, another is told who was first', async () => {
    const first = await takeUp();
    expect(first.acknowledgement).toEqual({
      by: 'test:officer',
      agency: 'KESBANGPOL',
      at: '2024-11-10T03:00:00.000Z',
      note: 'We know of it',
    });
    expect(await takeUp()).toEqual(first);
    for (const by of [other, { ...officer, viewer: 'test:third' }]) {
      expect(await refusal(takeUp(by))).toContain('CONFLICT id: 31.75.03@2024-10-SIAGA was acknowledged at 2024-11-10');
    }
    expect(await refusal(followUp.acknowledge(officer, { id: 'none', note: 'x' }))).toContain(
      'NOT_FOUND id: there is no alert',
    );
  });

  it('is closed when it was acknowledged, and not twice', async () => {
    const closing = { id, outcome: 'NOTHING_TO_DO', note: 'A single evening' } as const;
    expect(await refusal(followUp.close(officer, closing))).toContain('CONFLICT id: nobody has acknowledged');
    await takeUp();
    const closed = await followUp.close(officer, closing);
    expect(closed).toMatchObject({ state: 'CLOSED', closure: { outcome: 'NOTHING_TO_DO', by: 'test:officer' } });
    expect(await followUp.close(officer, closing)).toEqual(closed);
    expect(await refusal(followUp.close(officer, { ...closing, outcome: 'HANDED_OVER' }))).toContain('CONFLICT id: ');
    expect(await refusal(followUp.close(other, closing))).toContain('was closed at');
    expect(await refusal(takeUp(other))).toContain('it is closed');
    expect(await refusal(planned())).toContain('CONFLICT input.alert: ');
  });

  it('is answered only by what was held and done; any other outcome says why not', async () => {
    await takeUp();
    const answer = () => refusal(followUp.close(officer, { id, outcome: 'ANSWERED', note: 'Calm' }));
    expect(await answer()).toContain('CONFLICT outcome: no joint activity was held');
    const { _id: activity } = await planned();
    expect(await answer()).toContain(`CONFLICT outcome: ${activity} is not held yet`);
    await followUp.recordHeld(officer, { activity, heldOn: today });
    await followUp.addItem(officer, { activity, ...item });
    await followUp.addItem(officer, { activity, ...item, task: 'Tell the forum' });
    expect(await answer()).toContain(`item 1 of ${activity}, item 2 of ${activity} are not done`);
    const handed = await followUp.close(officer, { id, outcome: 'HANDED_OVER', note: 'The district goes on' });
    expect(handed.state).toBe('CLOSED');
    // What was left open may still be told as done, and nothing is added.
    await followUp.completeItem(officer, { activity, item: '1', doneOn: today });
    expect(await refusal(followUp.addItem(officer, { activity, ...item, task: 'More' }))).toContain(
      'CONFLICT activity: ',
    );
  });
});

describe('a planned activity', () => {
  let activity: string;
  beforeEach(async () => {
    await takeUp();
    activity = (await planned())._id;
  });

  it('is the same when it is planned again, and another when anything of it differs', async () => {
    expect((await planned({ agencies: ['UNHCR', 'KESBANGPOL', 'UNHCR'] }))._id).toBe(activity);
    const others = await Promise.all([
      planned({ title: 'Another' }),
      planned({ kind: 'OUTREACH' }),
      planned({ heldOn: '2024-11-21' }),
      planned({ agencies: ['UNHCR'] }),
      planned({ areas: ['31.75.03.1001'] }),
    ]);
    expect(new Set([activity, ...others.map(({ _id }) => _id)]).size).toBe(6);
  });

  it('is held on one day, from the day of its plan to today', async () => {
    for (const heldOn of ['2024-11-09', '2024-11-11']) {
      expect(await refusal(followUp.recordHeld(officer, { activity, heldOn }))).toContain(
        'from 2024-11-10 to 2024-11-10',
      );
    }
    const held = await followUp.recordHeld(officer, { activity, heldOn: today });
    expect(held).toMatchObject({ state: 'HELD', heldOn: today });
    expect(await followUp.recordHeld(other, { activity, heldOn: today })).toEqual(held);
    expect(await refusal(followUp.recordHeld(officer, { activity, heldOn: '2024-11-09' }))).toContain(
      'CONFLICT heldOn: ',
    );
    expect(await refusal(followUp.recordHeld(officer, { activity: 'TIMPORA-2024-001', heldOn: today }))).toContain(
      'NOT_FOUND',
    );
  });

  it('has action items of its agencies, due from today on, each done once', async () => {
    expect(await refusal(followUp.addItem(officer, { activity, ...item, owner: 'TIMPORA' }))).toContain(
      'BAD_USER_INPUT owner: TIMPORA takes no part',
    );
    for (const dueOn of ['2024-11-09', '2031-01-01']) {
      expect(await refusal(followUp.addItem(officer, { activity, ...item, dueOn }))).toContain(
        'BAD_USER_INPUT dueOn: ',
      );
    }
    await followUp.addItem(officer, { activity, ...item });
    expect((await followUp.addItem(officer, { activity, ...item })).actionItems).toHaveLength(1);
    const complete = (number: string, doneOn: string) =>
      followUp.completeItem(officer, { activity, item: number, doneOn });
    expect(await refusal(complete('2', today))).toContain('NOT_FOUND item: ');
    expect(await refusal(complete('1', '2024-11-11'))).toContain('BAD_USER_INPUT doneOn: ');
    const done = await complete('1', today);
    expect(done.actionItems[0]).toMatchObject({ doneOn: today, doneBy: 'test:officer' });
    expect(await complete('1', today)).toEqual(done);
    expect(await refusal(complete('1', '2024-11-09'))).toContain('CONFLICT doneOn: item 1');
  });
});

describe('A24: officers who do something at the same time', () => {
  it('acknowledge once between them', async () => {
    const officers = Array.from({ length: 20 }, (_, at) => ({ ...officer, viewer: `test:${at}` }));
    const tries = await Promise.all(officers.map((by) => refusal(takeUp(by))));
    expect(tries.filter((each) => each.startsWith('taken'))).toHaveLength(1);
    expect(tries.filter((each) => each.startsWith('CONFLICT'))).toHaveLength(19);
  });

  it('lose no action item and no completion', async () => {
    await takeUp();
    const { _id: activity } = await planned();
    const tasks = Array.from({ length: 25 }, (_, at) => `Task ${at}`);
    await Promise.all(tasks.map((task) => followUp.addItem(officer, { activity, ...item, task })));
    const numbers = tasks.map((_, at) => String(at + 1));
    await Promise.all([
      ...numbers.map((number) => followUp.completeItem(other, { activity, item: number, doneOn: today })),
      followUp.recordHeld(officer, { activity, heldOn: today }),
    ]);
    const row = await database.models.PlannedActivity.findOne({ _id: activity }).lean();
    expect(row?.state).toBe('HELD');
    expect(row?.actionItems.map(({ id: number }) => number)).toEqual(numbers);
    expect(row?.actionItems.map(({ task }) => task).sort()).toEqual(tasks.sort());
    expect(row?.actionItems.every(({ doneBy }) => doneBy === 'test:other')).toBe(true);
  });

  it('plan one activity when it is the same', async () => {
    await takeUp();
    const all = await Promise.all(Array.from({ length: 10 }, () => planned()));
    expect(new Set(all.map(({ _id }) => _id)).size).toBe(1);
    expect(await database.models.PlannedActivity.countDocuments({})).toBe(1);
  });

  /** The same database, in which something happens at the moment after a call of one method is answered, once. */
  const meanwhile = (model: 'PlannedActivity', method: 'find' | 'replaceOne' | 'insertMany', happen: () => unknown) => {
    const { models, open } = database;
    let isWaiting = true;
    const happenOnce = async () => {
      if (!isWaiting) return;
      isWaiting = false;
      await happen();
    };
    const watched = new Proxy(models[model], {
      get: (target, name) => {
        if (name !== method) return Reflect.get(target, name) as unknown;
        return (...args: unknown[]) => {
          const asked = (target as any)[method](...args);
          if (method !== 'find') return asked.then((answer: unknown) => happenOnce().then(() => answer));
          return {
            limit: (most: number) => ({
              lean: () => ({
                exec: async () => {
                  const rows = await asked.limit(most).lean().exec();
                  await happenOnce();
                  return rows;
                },
              }),
            }),
          };
        };
      },
    });
    return new FollowUp({ models: { ...models, [model]: watched }, areas: open.areas, today: () => today });
  };
  const answered = { id, outcome: 'ANSWERED', note: 'Done' } as const;
  const noted = { id, outcome: 'NOTHING_TO_DO', note: 'It was nothing' } as const;

  it('leave no open item behind when one adds it just as another closes the alert as answered', async () => {
    await takeUp();
    const { _id: activity } = await planned({ heldOn: today });
    await followUp.recordHeld(officer, { activity, heldOn: today });
    const closing = meanwhile('PlannedActivity', 'find', () => followUp.addItem(other, { activity, ...item }));
    expect(await refusal(closing.close(officer, answered))).toContain(
      `CONFLICT outcome: item 1 of ${activity} is not done`,
    );
  });

  it('take an item back when the alert was closed before it was there', async () => {
    await takeUp();
    const { _id: activity } = await planned();
    const adding = meanwhile('PlannedActivity', 'replaceOne', () => followUp.close(other, noted));
    expect(await refusal(adding.addItem(officer, { activity, ...item }))).toContain('CONFLICT activity: ');
    expect((await database.models.PlannedActivity.findOne({ _id: activity }).lean())?.actionItems).toEqual([]);
  });

  it('take an activity back when the alert was closed before it was there', async () => {
    await takeUp();
    const planning = meanwhile('PlannedActivity', 'insertMany', () => followUp.close(other, noted));
    expect(await refusal(planning.plan(officer, mediation))).toContain('CONFLICT input.alert: ');
    expect(await database.models.PlannedActivity.countDocuments({})).toBe(0);
  });
});
