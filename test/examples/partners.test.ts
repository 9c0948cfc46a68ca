import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { conformanceOf } from '../support/partner-process';

const folderOf = (name: string): string => join(projectRoot, 'examples', name);
const hasPython = spawnSync('python3', ['--version']).status === 0;
const itWithPython = hasPython ? it : it.skip;
const reason = hasPython ? '' : ' (skipped: no python3 here)';

const { keys, audience, vectors } = JSON.parse(readFileSync(join(folderOf('verify'), 'vectors.json'), 'utf8'));
const expected = vectors.map(({ name, expected: word }: Record<string, string>) => `${word} ${name}\n`).join('');

// Each is given the vectors on its input, and says of each what the verifiers of examples/verify say.
const javascript = `
  import { readFileSync } from 'node:fs';
  import { isSigned, readKeys } from './signature.mjs';
  const { keys, audience, vectors } = JSON.parse(readFileSync(0, 'utf8'));
  const known = readKeys(Object.entries(keys).map((pair) => pair.join('=')).join(','));
  const nonces = new Map();
  for (const { name, now, method, path, body, ...headers } of vectors) {
    const asked = { method, path, headers, body: Buffer.from(body) };
    console.log(isSigned(asked, { audience, keys: known, nonces, now: Number(now) }) ? 'ok' : 'refused', name);
  }`;
const python = `
import json, sys
from signature import Nonces, is_signed, read_keys
given = json.load(sys.stdin)
keys, nonces = read_keys(",".join("%s=%s" % pair for pair in given["keys"].items())), Nonces()
for v in given["vectors"]:
    signed = is_signed(v["method"], v["path"], v, v["body"].encode(), given["audience"], keys, nonces, int(v["now"]))
    print("ok" if signed else "refused", v["name"])
`;

function saidBy(command: string, args: readonly string[], name: string): string {
  const input = JSON.stringify({ keys, audience, vectors });
  const { stdout, stderr } = spawnSync(command, args, { cwd: folderOf(name), input, encoding: 'utf8' });
  return stdout + stderr;
}

describe("a partner's subgraph in JavaScript", () => {
  it('conforms in every check, composes with ours, and ends when it is told to', async () => {
    const { failed, left, exitCode } = await conformanceOf(process.execPath, ['serve.mjs'], folderOf('partner-javascript'));
    expect(failed).toEqual([]);
    expect(left).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('says of every known signature what is to be said', () => {
    expect(saidBy(process.execPath, ['--input-type=module', '-e', javascript], 'partner-javascript')).toBe(expected);
  });

  it('has the verifier that simpul init writes', () => {
    const template = readFileSync(join(projectRoot, 'templates', 'subgraph', 'signature.mjs'), 'utf8');
    expect(readFileSync(join(folderOf('partner-javascript'), 'signature.mjs'), 'utf8')).toBe(template);
  });
});

describe("a partner's subgraph in Python", () => {
  itWithPython(`conforms in every check, composes with ours, and ends when it is told to${reason}`, async () => {
    const { failed, left, exitCode } = await conformanceOf('python3', ['-B', 'server.py'], folderOf('partner-python'));
    expect(failed).toEqual([]);
    expect(left).toEqual([]);
    expect(exitCode).toBe(0);
  });

  itWithPython(`says of every known signature what is to be said${reason}`, () => {
    expect(saidBy('python3', ['-B', '-c', python], 'partner-python')).toBe(expected);
  });

  itWithPython(`understands what a gateway may ask: variables, aliases, fragments, conditions${reason}`, () => {
    const asked = `query Q($a: [_Any!]!, $n: Int = 2, $no: Boolean! = false) {
      _entities(representations: $a) { __typename ...G ... on Area { at: code riverGauges { id area { code } } } }
      few: riverGauges(first: $n) { id name @include(if: $no) } # a remark
    }
    fragment G on RiverGauge { id levelCentimetres @skip(if: true) }`;
    const representations = [
      { __typename: 'Area', code: '31.73.01' },
      { __typename: 'RiverGauge', id: 'G-109' },
      { __typename: 'RiverGauge', id: 'none' },
    ];
    const program = `
import json, sys
from gauges import ENTITIES, TYPES, Reads
from graph import Run
asked = json.load(sys.stdin)
print(json.dumps(Run(TYPES, ENTITIES, "", asked["variables"], Reads()).answer(asked["query"], None)))`;
    const { stdout, stderr } = spawnSync('python3', ['-B', '-c', program], {
      cwd: folderOf('partner-python'),
      input: JSON.stringify({ query: asked, variables: { a: representations } }),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      _entities: [
        { __typename: 'Area', at: '31.73.01', riverGauges: [{ id: 'G-109', area: { code: '31.73.01' } }] },
        { __typename: 'RiverGauge', id: 'G-109' },
        null,
      ],
      few: [{ id: 'G-101' }, { id: 'G-102' }],
    });
  });
});
