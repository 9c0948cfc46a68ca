import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import chromiumPackage from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

import { projectRoot } from '../../../common/project-root';

/** A page of the dashboard in a browser, with what it asked of the network. */
export interface OpenPage {
  readonly page: Page;
  /** Bodies of the questions to the gateway. */
  readonly questions: Readonly<Record<string, unknown>>[];
  /** Addresses asked for, and what came of them. */
  readonly loads: { readonly url: string; readonly type: string; readonly bytes: number }[];
  /** What the browser complains about, such as a broken policy. */
  readonly complaints: string[];
}

export interface Visit extends BrowserContextOptions {
  /** Who is signed in; the dashboard's own choice without it. */
  readonly as?: string;
}

export async function startBrowser(): Promise<Browser> {
  const executablePath = await chromiumPackage.executablePath();
  return chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--no-zygote', '--disable-gpu'] });
}

/** Opens an address in a profile of its own, and waits until nothing is loading any more. */
export async function visit(browser: Browser, address: string, { as, ...options }: Visit = {}): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const opened: OpenPage = { page, questions: [], loads: [], complaints: [] };
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql')) opened.questions.push(request.postDataJSON() as Record<string, unknown>);
  });
  page.on('response', (response) => {
    const { 'content-length': bytes = '0', 'content-type': type = '' } = response.headers();
    opened.loads.push({ url: response.url(), type, bytes: Number(bytes) });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') opened.complaints.push(message.text());
  });
  page.on('pageerror', (error) => opened.complaints.push(error.message));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      // It is read as a complaint of the page.
      // eslint-disable-next-line no-console
      console.error(`securitypolicyviolation ${violatedDirective} ${blockedURI}`),
    ),
  );
  if (as !== undefined) {
    await page.addInitScript(
      (persona) => sessionStorage.getItem('simpul.persona') ?? sessionStorage.setItem('simpul.persona', persona),
      as,
    );
  }
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  return opened;
}

/** What axe finds serious or critical in the page, with where. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

const artefacts = join(projectRoot, 'test-artefacts', 'dashboard');

/** Keeps a picture of the page for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
}

/** Keeps what a test made, for people to look at. */
export function keepArtefact(name: string, content: string | Buffer): void {
  mkdirSync(artefacts, { recursive: true });
  writeFileSync(join(artefacts, name), content);
}

/** Writes what is seen of the page into the project, reduced and as WebP. */
export async function keepSmallPicture(page: Page, file: string): Promise<void> {
  const seen = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  // The pages' policy lets no such address in: another page makes the picture smaller.
  const workshop = await page.context().newPage();
  const small = await workshop.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 1024;
    canvas.height = Math.round((image.height / image.width) * canvas.width);
    const context = canvas.getContext('2d');
    if (context !== null) context.imageSmoothingQuality = 'high';
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 0.75).split(',')[1] ?? '';
  }, seen);
  const place = join(projectRoot, file);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, Buffer.from(small, 'base64'));
}

/** Pages of a PDF, by its page objects. */
export function pagesOf(paper: Buffer): number {
  return paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Milliseconds from the navigation to the first paint and to the map that can be used, and what came over the network. */
export function timesOf(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(() => {
    const [painted] = performance.getEntriesByName('first-contentful-paint');
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const answered = resources.filter(({ name }) => name.endsWith('/graphql')).map(({ responseEnd }) => responseEnd);
    return {
      firstContentfulPaintMs: Math.round(painted?.startTime ?? 0),
      overviewAnsweredMs: Math.round(Math.max(0, ...answered)),
      transferredBytes: resources.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  });
}
