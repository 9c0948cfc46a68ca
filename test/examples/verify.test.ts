import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Compiled beside no source: what a test makes is not left in the examples. */
const compiledVerifier = { file: 'Verify.cs', needs: ['mcs --version', 'mono --version'] };

function missingOf(needs: string[]): { missing: string[]; reason: string } {
  const missing = needs.filter((probe) => spawnSync(probe, { shell: true }).status !== 0).flatMap((probe) => probe.split(' ').slice(0, 1));
  return { missing, reason: missing.length === 0 ? '' : ` (skipped: no ${missing.join(', ')} here)` };
}

describe('the verifiers in other languages', () => {
  for (const { file, run: [command = '', ...options], needs } of verifiers) {
    const { missing, reason } = missingOf(needs);
    (missing.length === 0 ? it : it.skip)(`${file} says of every vector what is to be said${reason}`, () => {
      const { stdout, stderr } = spawnSync(command, [...options, file, 'vectors.json'], { cwd, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toBe(expected);
    }, 120_000);
  }

  const { missing, reason } = missingOf(compiledVerifier.needs);
  (missing.length === 0 ? it : it.skip)(`${compiledVerifier.file} says of every vector what is to be said${reason}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'verify-'));
    const program = join(folder, 'Verify.exe');
    try {
      const made = spawnSync('mcs', ['-r:System.Runtime.Serialization', `-out:${program}`, compiledVerifier.file], { cwd, encoding: 'utf8' });
      expect(made).toMatchObject({ status: 0, stderr: '' });
      const { stdout, stderr } = spawnSync('mono', [program, 'vectors.json'], { cwd, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toBe(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
