import chromium from '@sparticuz/chromium';

/** Before all tests: the browser is unpacked once, so that workers do not do so at the same time. */
export default async function unpackBrowser(): Promise<void> {
  await chromium.executablePath();
}
