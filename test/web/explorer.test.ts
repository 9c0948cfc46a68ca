import { readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';

import { type RunningGraph, runningGraph } from '../support/running-graph';
import { keepPicture, type OpenPage, seriousFindings, startBrowser, type Visit, visit } from './support/dashboard';

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

const open = (path: string, options?: Visit): Promise<OpenPage> =>
  visit(browser, graph.gateway.url.replace('/graphql', path), options);

const answer = (page: Page) => page.locator('.panel-answer .CodeMirror-code');
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();
/** What a browser says of a status that the page itself tells in words. */
const isNotOfStatus = (complaint: string): boolean => !complaint.startsWith('Failed to load resource');

describe('the explorer', () => {
  it('runs a sample, and tells time, size and cost of the answer', async () => {
    const { page, complaints, loads } = await open('/explorer', { as: 'analyst' });
    await run(page);
    await answer(page).getByText('"Jatinegara"').waitFor();
    await page.getByText(/Answered in [\d,]+ ms, [\d.]+ KB · cost \d+ of \d+ points estimated/).waitFor();
    await keepPicture(page, 'explorer-1280');
    expect(complaints).toEqual([]);
    const { origin } = new URL(graph.gateway.url);
    expect(loads.filter(({ url }) => new URL(url).origin !== origin)).toEqual([]);
  });

  it('offers another sample with its parameters, and asks with what is written in them', async () => {
    const { page } = await open('/explorer', { as: 'analyst' });
    await page.getByRole('button', { name: /^History of an area/ }).click();
    await page.getByLabel(/^months/).fill('2');
    await run(page);
    await answer(page).getByText('"2024-09"').waitFor();
    expect(await answer(page).textContent()).not.toContain('"2024-08"');
    expect(new URL(page.url()).search).toBe('?sample=area-history');
  });

  it('tells why values are null, and from whom the answer is', async () => {
    const { page } = await open('/explorer?sample=suppressed-counts', { as: 'analyst' });
    await page.getByLabel('Tell the sources').check();
    await run(page);
    await page.getByRole('tab', { name: /^Why null \(\d+\)/ }).click();
    await page.getByText('too few persons: hidden to protect them').first().waitFor();
    await page.getByRole('tab', { name: 'Sources' }).click();
    await page.getByRole('rowheader', { name: 'Immigration office' }).waitFor();
  });

  it('tells the plan and the cost of an operation without running it', async () => {
    const { page, questions } = await open('/explorer?sample=what-if', { as: 'analyst' });
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText(/^1\. Ask stability/).waitFor();
    await page.getByText('Most that an operation may cost').waitFor();
    expect(await answer(page).textContent()).not.toContain('stabilityIf');
    expect(questions.filter(({ operationName }) => operationName === 'WhatIf')).toEqual([]);
  });

  it('saves the answer as CSV', async () => {
    const { page } = await open('/explorer', { as: 'analyst' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const rows = parse(readFileSync(await download.path(), 'utf8'), { columns: true, comment: '#' });
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ rank: '1', 'area.name': 'Jatinegara' });
  });
});

describe('what is shown of the schema', () => {
  const types = (page: Page) => page.locator('.graphiql-doc-explorer');

  it('is what the signed-in may use: persons’ types come with an officer and a purpose, and go with them', async () => {
    const { page } = await open('/explorer', { as: 'analyst' });
    await page.getByRole('tab', { name: 'Documentation' }).click();
    await types(page).getByRole('link', { name: 'StabilityRanking', exact: true }).waitFor();
    expect(await types(page).getByText('StayPermit', { exact: true }).count()).toBe(0);
    await page.getByLabel('Signed in as').selectOption('immigration-officer');
    await page.getByText('You have told no purpose.').waitFor();
    await page.getByLabel('Purpose').selectOption('permit-renewal');
    await page.getByRole('button', { name: /^Stay permits that end in a month/ }).waitFor();
    await page.getByRole('tab', { name: 'Documentation' }).click();
    await types(page).getByText('StayPermit', { exact: true }).waitFor();
    await page.getByLabel('Signed in as').selectOption('analyst');
    await page.getByRole('tab', { name: 'Documentation' }).click();
    await types(page).getByRole('link', { name: 'StabilityRanking', exact: true }).waitFor();
    expect(await types(page).getByText('StayPermit', { exact: true }).count()).toBe(0);
  });

  it('is completed in the editor by what the signed-in may use alone', async () => {
    const { page } = await open(`/explorer#${new URLSearchParams({ query: '{ sta' }).toString()}`, { as: 'analyst' });
    await page.getByRole('textbox', { name: 'Operation, in GraphQL' }).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+Space');
    await page.locator('.CodeMirror-hint', { hasText: 'stabilityRanking' }).waitFor();
    expect(await page.locator('.CodeMirror-hint', { hasText: 'stayPermit' }).count()).toBe(0);
  });
});

describe('who asks', () => {
  it('leaves what was written, and nothing of what was answered, to the next', async () => {
    const { page } = await open('/explorer', { as: 'analyst' });
    await run(page);
    await answer(page).getByText('"Jatinegara"').waitFor();
    await page.getByLabel('Signed in as').selectOption('');
    await page.getByText('You are not signed in').waitFor();
    await page.getByText('Run the operation to see its answer.').first().waitFor();
    expect(await answer(page).textContent()).not.toContain('Jatinegara');
    expect(await page.locator('.editor-query').textContent()).toContain('StabilityRanking');
    await page.getByRole('button', { name: /^Areas and their residents/ }).waitFor();
  });
});

describe('a link', () => {
  const query = '{ areas(within: "31.75") { nodes { name } } }';

  it('opens an operation that its sender never sent to the server, and does not run it', async () => {
    const { page, questions, loads } = await open(`/explorer#${new URLSearchParams({ query }).toString()}`, {
      as: 'analyst',
    });
    await page.getByText('This operation came with a link.').waitFor();
    const asked = (): number => questions.filter((question) => question.query === query).length;
    expect(asked()).toBe(0);
    await run(page);
    await answer(page).getByText('"Jatinegara"').waitFor();
    expect(asked()).toBe(1);
    expect(loads.filter(({ url }) => url.includes('areas'))).toEqual([]);
  });

  it('of what is shown opens the same again', async () => {
    const { page } = await open('/explorer?sample=area-history&months=2', { as: 'analyst' });
    await page.getByRole('button', { name: 'Link' }).click();
    expect(page.url()).toContain('/explorer?sample=area-history&months=2');
    const again = await open(new URL(page.url()).pathname + new URL(page.url()).search, { as: 'analyst' });
    expect(await again.page.getByLabel(/^months/).inputValue()).toBe('2');
    expect(await again.page.locator('.editor-variables').textContent()).toContain('"months": 2');
  });
});

describe('the page of an operation', () => {
  it('shows the answer as a table, with a form and the way to the explorer', async () => {
    const { page, complaints } = await open('/q/stability-ranking', { as: 'analyst' });
    await page.getByRole('cell', { name: 'Jatinegara' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(10);
    await page.getByLabel(/^level/).fill('VILLAGE');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('65 rows').waitFor();
    expect(new URL(page.url()).searchParams.get('level')).toBe('VILLAGE');
    await keepPicture(page, 'operation-1280');
    expect(complaints).toEqual([]);
    await page.getByRole('link', { name: 'Open in the explorer' }).click();
    await page.waitForURL(/sample=stability-ranking.*level=VILLAGE/);
  });

  it('shows a hostile parameter as the text that it is', async () => {
    const hostile = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    const search = new URLSearchParams({ within: hostile, level: hostile }).toString();
    const { page, complaints } = await open(`/q/stability-ranking?${search}`, { as: 'analyst' });
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel(/^within/).inputValue()).toBe(hostile);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(complaints.filter(isNotOfStatus)).toEqual([]);
  });

  it('looks at records of persons when somebody wants it, not when the link is opened', async () => {
    const { page, loads } = await open('/q/permit-file', { as: 'immigration-officer' });
    await page.getByLabel('Purpose').selectOption('permit-renewal');
    await page.getByRole('heading', { name: 'Stay permits that end in a month' }).waitFor();
    const asked = (): number => loads.filter(({ url }) => url.includes('format=ndjson')).length;
    expect(asked()).toBe(0);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('columnheader', { name: 'holder.name' }).waitFor();
    expect(asked()).toBe(1);
  });

  it('names what may be used, in place of what may not or is not there', async () => {
    const { page } = await open('/q/nothing', { as: 'analyst' });
    await page.getByText('There is no operation of this name').waitFor();
    await page.getByRole('link', { name: 'Ranking of areas' }).waitFor();
    expect(await page.getByRole('link', { name: /^Stay permits/ }).count()).toBe(0);
  });
});

describe('people who read by ear, by keyboard, or small', () => {
  it.each(['en', 'id'])('find nothing serious in their way: %s', async (language) => {
    for (const path of [`/explorer?language=${language}`, `/q/stability-ranking?language=${language}`]) {
      const { page } = await open(path, { as: 'analyst' });
      expect([path, await seriousFindings(page)]).toEqual([path, []]);
    }
    const { page } = await open(`/explorer?language=${language}`, { as: 'analyst' });
    await page.getByRole('tab').nth(1).click();
    await page.locator('.graphiql-doc-explorer').getByText('StabilityRanking', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('find both pages within 360 pixels', async () => {
    for (const [name, path] of [
      ['explorer', '/explorer'],
      ['operation', '/q/stability-ranking'],
    ] as const) {
      const { page } = await open(path, { viewport: { width: 360, height: 780 }, as: 'analyst' });
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 360]);
      await keepPicture(page, `${name}-360`);
    }
  });

  it('find enough contrast in the dark', async () => {
    const { page } = await open('/explorer', { colorScheme: 'dark', as: 'analyst' });
    await run(page);
    await answer(page).getByText('"Jatinegara"').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'explorer-dark');
  });

  it('leave the editor with Tab, and run with Ctrl and Enter', async () => {
    const { page } = await open('/explorer', { as: 'analyst' });
    const editor = page.getByRole('textbox', { name: 'Operation, in GraphQL' });
    await editor.focus();
    await page.keyboard.press('Control+Enter');
    await answer(page).getByText('"Jatinegara"').waitFor();
    await page.keyboard.press('Tab');
    expect(await editor.evaluate((field) => document.activeElement === field)).toBe(false);
  });
});
