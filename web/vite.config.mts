import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

import { defineConfig, type Plugin } from 'vite';

const outDir = resolve(import.meta.dirname, '../dist/web');

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // The pages' policy takes neither data: addresses nor scripts within a page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The explorer's editors: loaded on its page alone.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // Marks for servers in packages mean nothing here.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
      input: ['index.html', 'explorer.html', 'operation.html'].map((name) => resolve(import.meta.dirname, name)),
    },
  },
  plugins: [compressed()],
});

/** Beside each text, the same compressed, so that the gateway compresses nothing. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async closeBundle() {
      const entries = await readdir(outDir, { withFileTypes: true, recursive: true });
      const texts = entries.filter((entry) => entry.isFile() && /\.(html|js|css|svg)$/.test(entry.name));
      await Promise.all(
        texts.map(async (entry) => {
          const file = join(entry.parentPath, entry.name);
          const bytes = await readFile(file);
          await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
          await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
        }),
      );
    },
  };
}
