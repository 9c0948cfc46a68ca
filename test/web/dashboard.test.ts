import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';

import { signIn } from '../../cli/sign-in';
import { projectRoot } from '../../common/project-root';
import { backtestRows } from '../../subgraphs/risk/main';
import { backtest } from '../../subgraphs/stability/method/backtest/backtest';
import { methodInForce } from '../../subgraphs/stability/method/method-version';
import { type RunningGraph, runningGraph } from '../support/running-graph';
import {
  keepArtefact,
  keepPicture,
  keepSmallPicture,
  type OpenPage,
  pagesOf,
  seriousFindings,
  startBrowser,
  timesOf,
  type Visit,
  visit,
} from './support/dashboard';

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
const heading = (page: Page) => page.locator('h1').textContent();
const areas = '.area-map a[data-area]';

describe('a first visit', () => {
  it('shows the ten districts on a map, each with its index, level and interval in words', async () => {
    const { page, complaints } = await open('/');
    await page.waitForSelector(areas);
    const told = await page.locator(areas).evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')));
    expect(told).toHaveLength(10);
    expect(
      told.filter((sentence) => !/: index \d\.\d, 90 % within \d\.\d – \d\.\d, \w+, data [A-D]/.test(sentence ?? '')),
    ).toEqual([]);
    expect(complaints).toEqual([]);
    await keepPicture(page, 'overview-1280');
    keepArtefact('times.json', JSON.stringify(await timesOf(page), null, 2));
  });

  it('asks the gateway at most twice, by ids of trusted documents, and nobody else', async () => {
    const { page, questions, loads } = await open('/');
    await page.waitForSelector(areas);
    expect(questions.length).toBeLessThanOrEqual(2);
    for (const question of questions) {
      expect(question.documentId).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(question).not.toHaveProperty('query');
    }
    const { origin } = new URL(graph.gateway.url);
    expect(loads.filter(({ url }) => new URL(url).origin !== origin)).toEqual([]);
  });

  it('loads at most 300 KB of script', async () => {
    const { loads } = await open('/');
    const scripts = loads.filter(({ type }) => type.startsWith('text/javascript'));
    expect(scripts.length).toBeGreaterThan(0);
    const sum = scripts.reduce((bytes, each) => bytes + each.bytes, 0);
    expect(sum).toBeGreaterThan(10_000);
    expect(sum).toBeLessThanOrEqual(300_000);
  });
});

describe('the map', () => {
  const square = (west: number, south: number) => [
    [
      [west, south],
      [west + 0.02, south],
      [west + 0.02, south + 0.02],
      [west, south + 0.02],
      [west, south],
    ],
  ];
  const feature = (code: string, west: number, south: number) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: square(west, south) },
  });

  it('draws the boundaries that the gateway has, and the other areas from centroids', async () => {
    const features = [feature('31.75.03', 106.86, -6.24), feature('31.75.06', 106.93, -6.2)];
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.route('**/boundaries.geojson', (route) =>
      route.fulfill({ json: { type: 'FeatureCollection', features } }),
    );
    await page.goto(graph.gateway.url.replace('/graphql', '/?language=en'));
    await page.getByText('Areas without a boundary are drawn from centroids.').waitFor();
    expect(await page.locator(areas).count()).toBe(10);
    const corners = await page.locator('[data-area="31.75.03"] .ground').getAttribute('d');
    expect(corners?.match(/[ML]/g)).toHaveLength(4);
    await keepPicture(page, 'boundaries-1280');
  });
});

describe('the back-test', () => {
  it('scores what the gateway tells, as the command does, in few requests', async () => {
    const { token } = await signIn(graph.gateway.url, 'analyst');
    const asked = {
      url: graph.gateway.url,
      token: () => Promise.resolve(token),
      within: '31.75',
      level: 'DISTRICT',
      method: methodInForce,
    } as const;
    const report = backtest(await backtestRows({ ...asked, signal: new AbortController().signal }), {
      method: methodInForce,
    });
    expect(report.forecasts).toBeGreaterThan(50);
    const { page, questions } = await open('/back-test', { as: 'analyst' });
    const scores = page.getByRole('region', { name: 'How well it foretold' }).first();
    await scores.getByText(report.brier.index?.toFixed(3) ?? '', { exact: true }).waitFor();
    expect(await scores.locator('tbody td').allTextContents()).toEqual([
      report.brier.index?.toFixed(3),
      '',
      report.brier.baseRate?.toFixed(3),
      report.skill.againstBaseRate?.toFixed(3),
      report.brier.lastLevel?.toFixed(3),
      report.skill.againstLastLevel?.toFixed(3),
    ]);
    const plotted = page.getByRole('list', { name: 'Calibration' }).getByRole('listitem');
    expect(await plotted.count()).toBe(report.calibration.length);
    expect(await plotted.first().getAttribute('aria-label')).toMatch(/^Said \d+%, happened \d+% \(90 % within/);
    expect(questions.length).toBeLessThanOrEqual(4);
    await keepPicture(page, 'back-test-1280');
    await page.getByLabel('Areas scored').selectOption('VILLAGE');
    await page.getByText('780 forecasts').waitFor();
    expect(new URL(page.url()).searchParams.get('level')).toBe('VILLAGE');
  });

  it('says to whom the incidents are not shown that they are needed', async () => {
    const { page } = await open('/back-test?language=id', { as: 'dashboard' });
    await page.getByText('Uji balik memerlukan').waitFor();
    expect(await page.locator('svg.calibration').count()).toBe(0);
  });
});

describe('what is supposed', () => {
  it('stands in the address, and is supposed again when it is opened', async () => {
    const { page } = await open('/what-if?area=31.75.03', { as: 'analyst' });
    await page.getByRole('slider', { name: 'Days since joint activity' }).fill('3');
    await page.waitForURL(/suppose=C3:3/);
    const outcome = page.getByRole('region', { name: 'As it would be' });
    await outcome.getByText('As it would be', { exact: true }).nth(1).waitFor();
    const told = await outcome.getByRole('status').textContent();
    const again = await open('/what-if?area=31.75.03&suppose=C3:3', { as: 'analyst' });
    const outcomeAgain = again.page.getByRole('region', { name: 'As it would be' });
    await outcomeAgain.getByText('As it would be', { exact: true }).nth(1).waitFor();
    expect(await again.page.getByRole('slider', { name: 'Days since joint activity' }).inputValue()).toBe('3');
    expect(told).toContain('As it would be');
    expect(await outcomeAgain.getByRole('status').textContent()).toBe(told);
  });
});

describe('the page of an area on paper', () => {
  it.each(['en', 'id'])('is a briefing on two pages of A4: %s', async (language) => {
    const { page } = await open(`/area?area=31.75.03&language=${language}`, { as: 'analyst' });
    await page.waitForSelector('.history');
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pagesOf(paper)).toBeGreaterThan(0);
    expect(pagesOf(paper)).toBeLessThanOrEqual(2);
    keepArtefact(`area-${language}.pdf`, paper);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 703, height: 1000 });
    await keepPicture(page, `area-paper-${language}`);
  });
});

describe('the address', () => {
  it('follows the month that is chosen, and shows the same again', async () => {
    const { page } = await open('/');
    await page.waitForSelector(areas);
    await page.getByRole('button', { name: 'Earlier month' }).click();
    await page.getByText('September 2024 · 10 districts').waitFor();
    expect(new URL(page.url()).searchParams.get('month')).toBe('2024-09');
    const again = await open(`/${new URL(page.url()).search}`);
    await again.page.getByText('September 2024 · 10 districts').waitFor();
  });

  it('leads from the map to an area and back', async () => {
    const { page } = await open('/');
    await page.locator('[data-area="31.75.03"]').click();
    await page.getByRole('heading', { level: 1, name: 'Jatinegara' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/area');
    await page.goBack();
    await page.waitForSelector(areas);
    expect(await heading(page)).toContain('Jakarta Timur');
  });

  it('shows the villages of a district', async () => {
    const { page } = await open('/?area=31.75.03');
    await page.waitForSelector(areas);
    expect(await page.locator(areas).count()).toBe(8);
    await keepPicture(page, 'villages-1280');
  });

  it('of an area that does not exist is answered in words', async () => {
    const { page } = await open('/area?area=99.99');
    await page.getByText('There is no such area').waitFor();
  });
});

describe('who asks', () => {
  it('changes what is seen, and nothing of what another was told stays', async () => {
    const { page } = await open('/area?area=31.75.03');
    const incidents = page.getByRole('region', { name: 'Incidents by type' });
    await incidents.getByText('Not shown to you').waitFor();
    await page.getByLabel('Signed in as').selectOption('analyst');
    await incidents
      .getByText(/\d+ incidents/)
      .first()
      .waitFor();
    expect(await incidents.getByText('Not shown to you').count()).toBe(0);
    await page.getByLabel('Signed in as').selectOption('');
    await page.getByText('You are not signed in').waitFor();
    expect(await page.getByText(/\d+ incidents/).count()).toBe(0);
  });
});

describe('an agency that is away', () => {
  it('is named while the rest is shown, and its part comes back with it', async () => {
    const { page } = await open('/');
    await page.waitForSelector(areas);
    await graph.takeAway('refugees');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('UNHCR does not answer now.').first().waitFor();
    expect(await page.locator(areas).count()).toBe(10);
    expect(await page.getByRole('listitem').filter({ hasText: 'UNHCR' }).textContent()).toContain('no answer');
    await keepPicture(page, 'agency-away-1280');
    await graph.giveBack('refugees');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('UNHCR does not answer now.').first().waitFor({ state: 'detached' });
  });
});

describe('the keyboard alone', () => {
  it('reaches an area on the map and opens it', async () => {
    const { page } = await open('/');
    await page.waitForSelector(areas);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-area') ?? null);
    for (let presses = 0; presses < 30 && (await focused()) === null; presses++) await page.keyboard.press('Tab');
    const code = await focused();
    expect(code).toMatch(/^31\.75\.\d\d$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/area/);
    expect(new URL(page.url()).searchParams.get('area')).toBe(code);
  });
});

describe('people who read by ear, or small', () => {
  const pages = [
    '/',
    '/area?area=31.75.03',
    '/compare?compare=31.75.03,31.75.06',
    '/what-if?area=31.75.03',
    '/back-test',
    '/method',
  ];

  it.each(['en', 'id'])('find nothing serious in their way on any page: %s', async (language) => {
    for (const path of pages) {
      const { page } = await open(`${path}${path.includes('?') ? '&' : '?'}language=${language}`, { as: 'analyst' });
      expect([path, await seriousFindings(page)]).toEqual([path, []]);
    }
  });

  it('find every page within 360 pixels', async () => {
    for (const path of pages) {
      const { page } = await open(path, { viewport: { width: 360, height: 780 }, as: 'analyst' });
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 360]);
      await keepPicture(page, `${path.replaceAll(/[^a-z]+/g, '') || 'overview'}-360`);
    }
  });

  it('find enough contrast in the dark', async () => {
    for (const path of ['/', '/area?area=31.75.03']) {
      const { page } = await open(path, { colorScheme: 'dark', as: 'analyst' });
      expect([path, await seriousFindings(page)]).toEqual([path, []]);
      await keepPicture(page, `${path === '/' ? 'overview' : 'area'}-dark`);
    }
  });
});

describe('the pictures of the README (UPDATE_PICTURES=1 makes them anew)', () => {
  it.each(['light', 'dark'] as const)('are small and named there: %s', async (colorScheme) => {
    const file = `docs/pictures/overview-${colorScheme}.webp`;
    if (process.env.UPDATE_PICTURES) {
      const { page } = await open('/', { colorScheme, as: 'analyst' });
      await page.waitForSelector(areas);
      await keepSmallPicture(page, file);
    }
    expect(statSync(join(projectRoot, file)).size).toBeLessThanOrEqual(60_000);
    expect(readFileSync(join(projectRoot, 'README.md'), 'utf8')).toContain(file);
  });
});

describe('exports', () => {
  it('save the areas of the map as CSV', async () => {
    const { page } = await open('/');
    await page.waitForSelector(areas);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download Map of areas as CSV' }).click(),
    ]);
    const rows = parse(readFileSync(await download.path(), 'utf8'), { columns: true });
    expect(rows).toHaveLength(10);
    expect(rows[2]).toMatchObject({ month: '2024-10', code: '31.75.03', name: 'Jatinegara', level: 'SIAGA' });
  });

  it('save a picture as PNG, twice as fine as it is shown', async () => {
    const { page, complaints } = await open('/');
    await page.waitForSelector(areas);
    const size = await page.locator('.area-map svg').evaluate((svg) => [svg.clientWidth, svg.clientHeight]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download Map of areas as PNG' }).click(),
    ]);
    const bytes = readFileSync(await download.path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(Math.abs(bytes.readUInt32BE(16) - 2 * (size[0] ?? 0))).toBeLessThanOrEqual(2);
    expect(bytes.length).toBeGreaterThan(20_000);
    expect(complaints).toEqual([]);
    keepArtefact('map-of-areas.png', bytes);
  });

  it('save a picture as SVG that needs no style sheet', async () => {
    const { page } = await open('/');
    await page.waitForSelector(areas);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download Map of areas as SVG' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('Jatinegara');
    expect(text).toMatch(/<path[^>]* fill="rgb/);
    expect(text).not.toContain('class=');
  });
});
