import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';

import { auditKeyOf } from '../../common/audit-key';
import { addressOf } from '../../common/database';
import { readSettings } from '../../common/settings';
import { auditSettings } from '../../gateway/audit/audit-settings';
import { createAuditLog } from '../../gateway/audit/create-audit-log';
import { MongoCopy, verifyAudit, whoSaw } from '../../gateway/audit/inspect';
import { startStore } from '../../store/main';
import { openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/shared/serve-subgraph';
import { stability } from '../../subgraphs/stability';
import { accessTo, newFolder } from '../gateway/audit/support';
import { askSubgraph, officers, testKeys } from '../support/ask-subgraph';

const key = randomBytes(32).toString('base64url');
const auditKey = auditKeyOf(key);
let store: Awaited<ReturnType<typeof startStore>> | undefined;
let uri: string;
const auditor = { viewer: 'test:auditor', agency: null, scopes: ['audit:read'], areas: [], purpose: null };

beforeAll(async () => {
  if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  uri = store?.uri ?? process.env.MONGODB_URI ?? '';
}, 60_000);

afterAll(() => store?.stop());

function settingsFor(folder: string, more: Record<string, string> = {}) {
  return readSettings(auditSettings, {
    AUDIT_FOLDER: folder,
    AUDIT_KEY: key,
    AUDIT_MONGODB: 'true',
    MONGODB_URI: uri,
    SIMPUL_DATABASE_PREFIX: `audit_${randomUUID().slice(0, 8)}`,
    ...more,
  });
}

type Settings = ReturnType<typeof settingsFor>;

async function withLog(settings: Settings, viewers: readonly string[]): Promise<void> {
  const log = await createAuditLog(settings, () => undefined);
  try {
    for (const viewer of viewers) await log?.append({ ...accessTo(`StayPermit:IMG-${viewer}`), viewer });
  } finally {
    await log?.close();
  }
}

async function findings(settings: Settings) {
  const copy = new MongoCopy(addressOf(settings));
  try {
    const report = await verifyAudit(settings.auditFolder ?? '', auditKey, { copy });
    return report.findings.map(({ kind, seq }) => `${kind} ${seq ?? '-'}`);
  } finally {
    await copy.close();
  }
}

async function inCollection(settings: Settings, work: (entries: mongoose.mongo.Collection) => Promise<unknown>) {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  await work(client.db(`${settings.databasePrefix}_audit`).collection('entries'));
  await client.close();
}

describe('M12: the copy of the audit log in MongoDB', () => {
  it('is as the file, and tells whatever is not the same', async () => {
    const settings = settingsFor(newFolder());
    await withLog(settings, ['a', 'b', 'c']);
    expect(await findings(settings)).toEqual([]);
    await inCollection(settings, (entries) => entries.updateOne({ seq: 2 }, { $set: { viewer: 'test:other' } }));
    expect(await findings(settings)).toEqual(['copy-differs 2']);
    await inCollection(settings, (entries) => entries.deleteOne({ seq: 3 }));
    expect(await findings(settings)).toEqual(['copy-differs 2', 'copy-missing 3']);
  });

  it('tells a cut end whose head was put back, and a chain taken away with its head', async () => {
    const folder = newFolder();
    const settings = settingsFor(folder);
    const log = await createAuditLog(settings, () => undefined);
    await log?.append(accessTo('StayPermit:IMG-1'));
    const [file = '', head = ''] = ['.jsonl', '.head'].map((end) => fileOf(folder, end));
    const former = [readFileSync(file), readFileSync(head)] as const;
    await log?.append(accessTo('StayPermit:IMG-2'));
    await log?.close();
    writeFileSync(file, former[0]);
    writeFileSync(head, former[1]);
    expect(await findings(settings)).toEqual(['removed 2']);
  });

  it('gets at the next start what a process left that could not reach MongoDB', async () => {
    const folder = newFolder();
    const settings = settingsFor(folder);
    await withLog({ ...settings, mongodbUri: 'mongodb://127.0.0.1:9/', auditWhenUnwritable: 'spool' }, ['a', 'b']);
    expect(await findings(settings)).toEqual(['copy-missing 1', 'copy-missing 2']);
    await withLog(settings, ['c']);
    expect(await findings(settings)).toEqual([]);
  }, 60_000);

  it('refuses while MongoDB does not answer and both are demanded', async () => {
    const settings = { ...settingsFor(newFolder()), mongodbUri: 'mongodb://127.0.0.1:9/' };
    await expect(withLog(settings, ['a'])).rejects.toMatchObject({ extensions: { code: 'AUDIT_UNAVAILABLE' } });
  }, 60_000);
});

describe('M12: where the audit log is kept', () => {
  it('is not started without a key, nor in a folder that cannot be written; neither prints the key', async () => {
    const none = { ...settingsFor(newFolder()), auditKey: undefined };
    await expect(createAuditLog(none, () => undefined)).rejects.toThrow('AUDIT_FOLDER is set and AUDIT_KEY is not');
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const bad = settingsFor(join(file, 'below'));
    await expect(createAuditLog(bad, () => undefined)).rejects.toThrow(/cannot be written in .* \(ENOTDIR\)/);
    expect(() => settingsFor(newFolder(), { AUDIT_KEY: `${key}x` })).toThrow(
      /AUDIT_KEY is set, but it must be 32 bytes/,
    );
    expect(JSON.stringify(settingsFor(newFolder()))).not.toContain(key);
  });

  it('is absent without a folder', async () => {
    expect(await createAuditLog(readSettings(auditSettings, {}), () => undefined)).toBeNull();
  });

  it('is a chain and its head in a folder that is made for it', async () => {
    const folder = join(newFolder(), 'audit');
    await withLog(settingsFor(folder, { AUDIT_MONGODB: 'false' }), ['a']);
    expect(statSync(folder).mode & 0o77).toBe(0);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o77).toBe(0);
    expect(readdirSync(folder)).toHaveLength(2);
    const found = await whoSaw(folder, 'StayPermit:IMG-a', auditKey);
    expect(found.accesses).toHaveLength(1);
  });
});

describe('Query.accessLog of the stability subgraph', () => {
  let served: ServedSubgraph;
  let withoutKey: ServedSubgraph;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const settings = settingsFor(newFolder());
    await withLog(settings, ['a', 'b', 'c', 'd', 'e']);
    const open = await openSubgraph(stability, addressOf(settings));
    served = await serveSubgraph(stability, { ...open, auditKey }, 0, { keys: testKeys });
    withoutKey = await serveSubgraph(stability, open, 0, { keys: testKeys });
    close = () => open.close();
  }, 60_000);

  afterAll(async () => {
    await served.stop();
    await withoutKey.stop();
    await close();
  });

  const ask = (given: string, url = served.url, identity: object = auditor) => {
    const query = `{ accessLog(${given}) { totalCount pageInfo { hasNextPage endCursor } nodes { viewer time agency purpose operation coordinates requestId } } }`;
    return askSubgraph(url, 'stability', { query }, identity as typeof auditor);
  };
  const viewers = (answer: { data: any }): string[] =>
    answer.data.accessLog?.nodes.map(({ viewer }: { viewer: string }) => viewer);

  it('tells auditors who looked, in pages that hold each entry once', async () => {
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      const answer = await ask(`first: 2${after}`);
      expect(answer.errors).toBeUndefined();
      seen.push(...viewers(answer));
      expect(answer.data.accessLog.totalCount).toBe(5);
      after = `, after: ${JSON.stringify(answer.data.accessLog.pageInfo.endCursor)}`;
    }
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect((await ask('first: 1')).data.accessLog.nodes[0]).toMatchObject({
      agency: 'IMMIGRATION',
      purpose: 'permit-renewal',
      coordinates: ['StayPermit.holder'],
    });
  });

  it('finds by the key of a record, by viewer and by purpose', async () => {
    expect(viewers(await ask('first: 5, key: "StayPermit:IMG-b"'))).toEqual(['b']);
    expect(viewers(await ask('first: 5, viewer: "c"'))).toEqual(['c']);
    expect(viewers(await ask('first: 5, purpose: "audit"'))).toEqual([]);
  });

  it('says what it lacks to find by key', async () => {
    const { errors } = await ask('key: "StayPermit:IMG-b"', withoutKey.url);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('lacks AUDIT_KEY'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is closed to everybody else', async () => {
    const { data, errors } = await ask('first: 1', served.url, officers.immigration);
    expect(data.accessLog).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });
});

function fileOf(folder: string, end: string): string {
  return join(folder, readdirSync(folder).find((name) => name.endsWith(end)) ?? '');
}
