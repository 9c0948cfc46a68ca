import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { type RunningGraph, runningGraph } from '../../support/running-graph';
import { keepPicture, type OpenPage, seriousFindings, startBrowser, type Visit, visit } from '../support/dashboard';

let graph: RunningGraph;
let browser: Browser;

beforeAll(async () => {
  [graph, browser] = await Promise.all([runningGraph({ assessed: true }), startBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await graph.stop();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const alert = '31.75.03@2024-10-SIAGA';
const open = (path: string, options?: Visit): Promise<OpenPage> =>
  visit(browser, graph.gateway.url.replace('/graphql', path), options);
const openAlert = async (as: string, { language = 'en', id = alert, ...options } = {}) => {
  const opened = await open(`/?alert=${id}&language=${language}`, { as, ...options });
  await opened.page.waitForSelector('.follow-up');
  return opened;
};
const stateOf = async (id: string) => {
  const { data } = await graph.ask(
    '{ alerts(area: "31.75", first: 100) { nodes { id state activities { state actionItems { doneOn } } } } }',
    {},
    { as: 'analyst' },
  );
  return data.alerts.nodes.find((each: { id: string }) => each.id === id);
};
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const note = 'What you found';

/** Answers the next change with an error instead of the gateway. */
const answerWith = (page: Page, code: string, subgraph?: string) =>
  page.route('**/graphql', (route) => {
    const asked = route.request().postDataJSON() as { variables: object };
    if (!('note' in asked.variables)) return route.continue();
    const errors = [
      { message: 'English words of the gateway', path: ['acknowledgeAlert'], extensions: { code, subgraph } },
    ];
    return route.fulfill({ json: { data: { acknowledgeAlert: null }, errors } });
  });

describe('who may not follow an alert up', () => {
  it.each([
    ['analyst', 'You are signed in as none.'],
    ['dashboard', 'You are signed in as none.'],
  ])('sees why instead of a form: %s', async (as, reason) => {
    const { page } = await openAlert(as);
    await page.locator('.follow-up').getByText(reason).waitFor();
    expect(await page.locator('.follow-up form').count()).toBe(0);
  });

  it('is told so in Indonesian', async () => {
    const { page } = await openAlert('analyst', { language: 'id' });
    await page.getByText('Anda tidak masuk sebagai petugas.').waitFor();
  });
});

describe('a change that is refused', () => {
  it.each([
    ['BAD_USER_INPUT', 'does not take what was filled in', 'tidak menerima isian'],
    ['CONFLICT', 'somebody was faster', 'ada yang lebih dulu'],
    ['UNAUTHORIZED_FIELD_OR_TYPE', 'You may not do this', 'Anda tidak berhak'],
    ['AUDIT_UNAVAILABLE', 'cannot be logged now', 'tidak dapat dicatat'],
    ['SUBGRAPH_OUTCOME_UNKNOWN', 'may have been done or not', 'mungkin sudah dilakukan'],
    ['SUBGRAPH_UNAVAILABLE', 'Timpora does not answer', 'Timpora sedang tidak menjawab'],
    ['RATE_LIMITED', 'Too many questions', 'Terlalu banyak pertanyaan'],
    ['SOMETHING_NEW', 'could not be done', 'tidak dapat dilakukan'],
  ])('with %s is told in both languages, and what was typed is kept', async (code, english, indonesian) => {
    for (const [language, said, label, button] of [
      ['en', english, note, 'Take it up'],
      ['id', indonesian, 'Yang Anda temukan', 'Tangani'],
    ] as const) {
      const { page } = await openAlert('kesbangpol-officer', { language });
      await answerWith(page, code, code.startsWith('SUBGRAPH_') ? 'stability' : undefined);
      await page.getByLabel(label).fill('Calm since Monday');
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('alert').getByText(said).waitFor();
      expect(await page.getByLabel(label).inputValue()).toBe('Calm since Monday');
      expect(await page.getByRole('button', { name: button, exact: true }).isEnabled()).toBe(true);
    }
    expect((await stateOf(alert)).state).toBe('RAISED');
  });

  it('because nobody answers is told, and goes through when it is sent again', async () => {
    const other = (await openAlerts()).find(({ id }) => id !== alert)?.id ?? '';
    const { page } = await openAlert('kesbangpol-officer', { id: other });
    await page.route('**/graphql', (route) => route.abort());
    await page.getByLabel(note).fill('The forum follows it');
    await page.getByRole('button', { name: 'Take it up', exact: true }).click();
    await page.getByRole('alert').getByText('The gateway did not answer').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Take it up', exact: true }).click();
    await page.getByText('You have taken the alert up.').waitFor();
    expect((await stateOf(other)).state).toBe('ACKNOWLEDGED');
  });

  it('because a text holds a number of a person says what the gateway found', async () => {
    const { page } = await openAlert('kesbangpol-officer');
    await page.getByLabel(note).fill('Call 0812 3456 7890');
    await page.getByRole('button', { name: 'Take it up', exact: true }).click();
    await page.getByText('What the gateway says, in English').click();
    await page.getByText('looks like a telephone number').waitFor();
  });
});

describe('a field that is not filled in', () => {
  it('is gone to, with what is missing beside it, and nothing is asked for', async () => {
    const { page, questions } = await openAlert('kesbangpol-officer');
    const before = questions.length;
    await page.getByRole('button', { name: 'Take it up', exact: true }).click();
    await page.getByText('Please fill this in.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('note');
    expect(await page.getByLabel(note).getAttribute('aria-invalid')).toBe('true');
    expect(questions).toHaveLength(before);
  });
});

describe('an agency that is away while an officer acts', () => {
  it('is told, and the same goes through when it is back', async () => {
    const other = (await openAlerts()).find(({ id, state }) => id !== alert && state === 'RAISED')?.id ?? '';
    const { page } = await openAlert('unhcr-officer', { id: other });
    await graph.takeAway('stability');
    await page.getByLabel(note).fill('Known to us');
    await page.getByRole('button', { name: 'Take it up', exact: true }).click();
    await page.getByRole('alert').locator('.notice').waitFor();
    expect(await page.getByLabel(note).inputValue()).toBe('Known to us');
    await graph.giveBack('stability');
    await page.getByRole('button', { name: 'Take it up', exact: true }).click();
    await page.getByText('You have taken the alert up.').waitFor();
  });
});

describe('an officer of Kesbangpol', () => {
  it('takes an alert up, plans, holds and closes, led by the keyboard focus from one to the next', async () => {
    const { page, complaints } = await openAlert('kesbangpol-officer');
    const followUp = page.locator('.follow-up');
    await page.getByLabel(note).fill('The incidents around the shelter are known');
    await page.keyboard.press('Enter');
    await followUp.getByText('Taken up by Kesbangpol').waitFor();
    expect(await focusedText(page)).toBe('You have taken the alert up.');
    expect(await page.getByRole('status').filter({ hasText: 'You have taken the alert up.' }).count()).toBe(1);

    await followUp.getByText('Plan a joint activity').click();
    await page.getByLabel('What it is about').fill('Mediation between neighbours');
    await page.getByLabel('Day', { exact: true }).fill('2024-11-05');
    await page.getByLabel('UNHCR', { exact: true }).check();
    expect(await page.getByLabel('Kesbangpol', { exact: true }).isChecked()).toBe(true);
    await keepPicture(page, 'follow-up-plan-1280');
    await page.getByRole('button', { name: 'Plan it' }).click();
    await followUp.getByText('planned for 5 Nov 2024').waitFor();

    await followUp.getByText('Add what was agreed').click();
    await page.getByLabel('What is to be done').fill('Agree on a contact');
    await page.getByLabel('By whom').selectOption('UNHCR');
    await page.getByLabel('Until').fill('2024-11-20');
    await page.getByRole('button', { name: 'Add it: Mediation between neighbours' }).click();
    await followUp.getByText('Agree on a contact').waitFor();

    await followUp.getByText('Close the alert').click();
    await page.getByLabel(note).fill('Calm again');
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByRole('alert').getByText('something has to be done first').waitFor();
    expect(await page.getByLabel(note).inputValue()).toBe('Calm again');

    await page.getByRole('button', { name: 'It was held: Mediation between neighbours' }).click();
    await followUp.getByText('held 31 Oct 2024').waitFor();
    await page.getByRole('button', { name: 'It is done: Agree on a contact' }).click();
    await followUp.getByText('done 31 Oct 2024').waitFor();
    expect(await stateOf(alert)).toEqual({
      id: alert,
      state: 'ACKNOWLEDGED',
      activities: [{ state: 'HELD', actionItems: [{ doneOn: '2024-10-31' }] }],
    });
    await keepPicture(page, 'follow-up-held-1280');

    expect(await page.getByLabel(note).inputValue()).toBe('Calm again');
    await page.getByRole('button', { name: 'Close it' }).click();
    await followUp.getByText('Closed by Kesbangpol').waitFor();
    expect(await focusedText(page)).toBe('The alert is closed.');
    expect((await stateOf(alert)).state).toBe('CLOSED');
    // The refused closing was answered by HTTP 200 with an error: nothing else may be complained about.
    expect(complaints).toEqual([]);
  });

  it('sees on the page of the area what was done', async () => {
    const { page } = await open(`/area?area=31.75.03&alert=${alert}`, { as: 'analyst' });
    await page.getByRole('region', { name: 'Alerts' }).getByText('Closed by Kesbangpol').waitFor();
  });
});

describe('people who read by ear, or small', () => {
  it.each(['en', 'id'])('find nothing serious in the way of a follow-up: %s', async (language) => {
    const raised = (await openAlerts()).find(({ state }) => state === 'ACKNOWLEDGED')?.id ?? '';
    const { page } = await openAlert('kesbangpol-officer', { language, id: raised });
    for (const summary of await page.locator('.follow-up summary').all()) await summary.click();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, `follow-up-${language}`);
  });

  it('find it within 360 pixels, and in the dark', async () => {
    const raised = (await openAlerts()).find(({ state }) => state === 'ACKNOWLEDGED')?.id ?? '';
    const small = { viewport: { width: 360, height: 780 }, colorScheme: 'dark' } as const;
    const { page } = await openAlert('kesbangpol-officer', { id: raised, ...small });
    for (const summary of await page.locator('.follow-up summary').all()) await summary.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'follow-up-360-dark');
  });
});

/** Of the districts, the only ones that the overview lists. */
async function openAlerts(): Promise<{ id: string; state: string }[]> {
  const { data } = await graph.ask(
    '{ alerts(area: "31.75", first: 100) { nodes { id state area { level } } } }',
    {},
    { as: 'analyst' },
  );
  return data.alerts.nodes.filter(
    ({ area, state }: { area: { level: string }; state: string }) => area.level === 'DISTRICT' && state !== 'CLOSED',
  );
}
