import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root';
import { errorCatalogue } from '../../../gateway/errors';
import { formatError } from '../../../gateway/respond/format-error';

describe('what leaves the building of an error', () => {
  it('keeps the message of a client error, its path and the name of the subgraph', () => {
    const told = formatError({
      message: 'first: -1 must be from 1 to 100',
      path: ['area', 'incidents'],
      extensions: { code: 'BAD_USER_INPUT', serviceName: 'security', stacktrace: ['at secret.ts'] },
    });
    expect(told).toEqual({
      message: 'first: -1 must be from 1 to 100',
      path: ['area', 'incidents'],
      extensions: { code: 'BAD_USER_INPUT', subgraph: 'security' },
    });
  });

  it.each([undefined, 'E11000', '__proto__', 'DOWNSTREAM_SERVICE_ERROR', 42])(
    'masks the code %p and its message',
    (code) => {
      const told = formatError({
        message: 'connect mongodb://root:pw@10.0.0.7',
        extensions: { code, url: 'http://10.0.0.7' },
      });
      expect(told).toEqual({ message: 'The gateway could not answer.', extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    },
  );

  it('is described code by code in docs/errors.md', () => {
    const document = readFileSync(join(projectRoot, 'docs', 'errors.md'), 'utf8');
    const rows = Object.entries(errorCatalogue).map(([code, { about }]) => `| \`${code}\` | ${about} |`);
    expect(rows.filter((row) => !document.includes(row))).toEqual([]);
    expect(document.match(/^\| `[A-Z_]+` \|/gm)).toHaveLength(rows.length);
  });
});
