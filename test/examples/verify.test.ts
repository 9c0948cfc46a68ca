import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';

const cwd = join(projectRoot, 'examples', 'verify');
const { vectors } = JSON.parse(readFileSync(join(cwd, 'vectors.json'), 'utf8')) as {
  vectors: { name: string; expected: string }[];
};
const expected = vectors.map(({ name, expected: word }) => `${word} ${name}\n`).join('');

// The compiler of Java brings the means to run a source file.
const verifiers = [
  { file: 'verify.py', run: ['python3'], needs: ['python3 --version'] },
  { file: 'Verify.java', run: ['java'], needs: ['java --version', 'javac --version'] },
  { file: 'verify.go', run: ['go', 'run'], needs: ['go version'] },
];

describe('the verifiers in other languages', () => {
  for (const { file, run: [command = '', ...options], needs } of verifiers) {
    const missing = needs.filter((probe) => spawnSync(probe, { shell: true }).status !== 0).map((probe) => probe.split(' ')[0]);
    const reason = missing.length === 0 ? '' : ` (skipped: no ${missing.join(', ')} here)`;
    (missing.length === 0 ? it : it.skip)(`${file} says of every vector what is to be said${reason}`, () => {
      const { stdout, stderr } = spawnSync(command, [...options, file, 'vectors.json'], { cwd, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toBe(expected);
    }, 120_000);
  }
});
