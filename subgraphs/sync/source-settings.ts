import { dirname, resolve } from 'node:path';

import { z } from 'zod';

import { certificateSettings } from '../../common/certificate-settings';
import { isLoopback } from '../../common/hosts';
import { agencies, type Agency } from '../../common/identity';
import { setting, type SettingRow } from '../../common/settings';
import { settingsFile } from '../../common/settings-file';
import type { SubgraphName } from '../../common/subgraph-names';
import { subgraphDefinitions } from '../all-subgraphs';
import { importKinds } from '../import/main';
import { byHand } from '../shared/data-sources';

/** A secret by where it is: it never stands in the settings themselves. */
export type Reference = { readonly env: string } | { readonly file: string };

export interface FolderPlace {
  readonly path: string;
  /** Names of the files that are taken; `*` is any part of a name. */
  readonly files: string;
  /** Seconds for which a file must not have changed. */
  readonly settleSeconds: number;
}

export interface HttpsPlace {
  readonly address: string;
  readonly credentials?:
    (Reference & { readonly header: string; readonly scheme: 'Bearer' | 'Basic' | 'none' }) | undefined;
  readonly maxBytes: number;
  readonly timeout: number;
}

export interface MongoPlace {
  readonly address: Reference;
  readonly database: string;
  readonly collection: string;
  /** Field of a document, `a.b` within another, by column. */
  readonly fields: Readonly<Record<string, string>>;
  /** A field that only grows: of a load, documents beneath the highest value of the last one are not read again. */
  readonly watermark?: string | undefined;
  readonly maxBytes: number;
  readonly timeout: number;
}

/** A source of rows. Durations are in milliseconds. */
export interface Source {
  readonly name: string;
  readonly kind: string;
  readonly agency: Agency;
  readonly folder?: FolderPlace | undefined;
  readonly https?: HttpsPlace | undefined;
  readonly mongodb?: MongoPlace | undefined;
  readonly mapping?: string | undefined;
  readonly every: number;
  readonly staleAfter?: number | undefined;
  /** Whether the source holds all records of its kind. */
  readonly complete: boolean;
  readonly missing: 'keep' | 'remove';
  readonly mostRemovedShare: number;
}

/** The names that agencies have in the settings, by their subgraph. */
export const agencyOf: Readonly<Record<SubgraphName, Agency>> = {
  permits: 'IMMIGRATION',
  refugees: 'UNHCR',
  security: 'KESBANGPOL',
  stability: 'TIMPORA',
};

const text = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' });
const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const duration = z
  .string({ error: 'must be a duration such as 15m, 6h or 1d' })
  .regex(/^[1-9]\d{0,5}[smhd]$/, { error: 'must be a duration such as 15m, 6h or 1d' })
  .transform((given) => Number(given.slice(0, -1)) * (units[given.slice(-1)] ?? 0));

const reference = z.union(
  [
    z.strictObject({ env: text.regex(/^[A-Za-z_]\w*$/, { error: 'must be the name of a variable' }) }),
    z.strictObject({ file: text }),
  ],
  { error: 'must be { "env": NAME } or { "file": PATH }: the value itself is never given here' },
);
const credentials = z.intersection(
  z.union([z.looseObject({ env: text.regex(/^[A-Za-z_]\w*$/) }), z.looseObject({ file: text })], {
    error: 'must name where the secret is: "env": NAME or "file": PATH',
  }),
  z.object({
    header: text.regex(/^[A-Za-z0-9-]+$/, { error: 'must be the name of a header' }).default('authorization'),
    scheme: z.enum(['Bearer', 'Basic', 'none'], { error: 'must be Bearer, Basic or none' }).default('Bearer'),
  }),
);

const share = z
  .number({ error: 'must be a number from 0 to 1' })
  .min(0)
  .max(1, { error: 'must be a number from 0 to 1' });
const bytes = z
  .int({ error: 'must be a whole number of bytes' })
  .min(1, { error: 'must be a whole number of bytes' })
  .default(10_000_000_000);

const folder = z.strictObject({
  path: text,
  files: text.regex(/^[^/\\]+$/, { error: 'must be a name without a folder; * is any part of it' }).default('*'),
  settleSeconds: z.number({ error: 'must be a number of seconds' }).min(0).max(3_600).default(5),
});
const https = z.strictObject({
  address: text.refine(isSafeAddress, {
    error: 'must be an https address (http on this machine only), without a user or password',
  }),
  credentials: credentials.optional(),
  maxBytes: bytes,
  timeout: duration.default(600_000),
});
const mongodb = z.strictObject({
  address: reference,
  database: text,
  collection: text.refine((name) => !name.startsWith('system.'), { error: 'must be a collection of records' }),
  fields: z.record(text, text, { error: 'must be fields by column' }),
  watermark: text.optional(),
  maxBytes: bytes,
  timeout: duration.default(3_600_000),
});

const source = z
  .strictObject({
    name: text
      .regex(/^[a-z][a-z0-9-]{0,40}$/, { error: 'must be small letters, digits and dashes, at most 41' })
      .refine((name) => !byHand.includes(name), { error: `must not be ${byHand.join(' or ')}` }),
    kind: z.enum(importKinds as [string, ...string[]], { error: `must be one of ${importKinds.join(', ')}` }),
    agency: z.enum(agencies, { error: `must be one of ${agencies.join(', ')}` }),
    folder: folder.optional(),
    https: https.optional(),
    mongodb: mongodb.optional(),
    mapping: text.optional(),
    every: duration.default(900_000),
    staleAfter: duration.optional(),
    complete: z.boolean({ error: 'must be true or false' }).default(false),
    missing: z.enum(['keep', 'remove'], { error: 'must be keep or remove' }).default('keep'),
    mostRemovedShare: share.default(0.1),
  })
  .superRefine((given, context) => {
    const told = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const places = [given.folder, given.https, given.mongodb].filter((place) => place !== undefined);
    if (places.length !== 1) told('folder', 'must be the only one of folder, https and mongodb, and one is needed');
    const owner = ownerOf(given.kind);
    if (given.agency !== owner) told('agency', `must be ${owner}, whose rows ${given.kind} are`);
    if (given.missing === 'remove' && !given.complete) told('missing', 'must be keep unless "complete" is true');
    if (given.complete && given.mongodb?.watermark !== undefined) {
      told('complete', 'must be false with a watermark, which leaves out what is older');
    }
  });

const sourcesSchema = z
  .strictObject({ sources: z.array(source, { error: 'must be a list of sources' }) }, { error: 'must be an object' })
  .superRefine(({ sources }, context) => {
    const refuse = (at: number, field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['sources', at, field], message });
    sources.forEach(({ name, kind, missing }, at) => {
      if (sources.findIndex((other) => other.name === name) !== at) refuse(at, 'name', `"${name}" is taken`);
      if (missing === 'remove' && sources.some((other, index) => index !== at && other.kind === kind)) {
        refuse(at, 'missing', `must be keep: another source brings ${kind} too, and its records would be removed`);
      }
    });
  });

/** Settings of `simpul sync`. */
export const syncSettings = {
  sources: {
    env: 'DATA_SOURCES',
    about: 'JSON file with the sources that `simpul sync` loads',
    fallbackNote: 'none',
    check: sourcesFile(),
  },
  folder: {
    env: 'SYNC_FOLDER',
    about: 'folder in which `simpul sync` keeps what it fetches while it loads it; for nobody else to read',
    fallback: '.simpul/sync',
    check: setting.text,
  },
  ...certificateSettings,
} satisfies Record<string, SettingRow>;

/** Reads the file of sources that a setting names; all its mistakes are told together, each with its place. */
function sourcesFile() {
  return settingsFile(sourcesSchema, placeText).transform((file): readonly Source[] =>
    file === null ? [] : file.content.sources.map((each) => withPaths(each, dirname(file.path))),
  );
}

/** Paths in the file are relative to it. */
function withPaths(given: z.infer<typeof source>, base: string): Source {
  const at = (path: string): string => resolve(base, path);
  const placed = (where: Reference): Reference => ('file' in where ? { file: at(where.file) } : where);
  const { folder: drop, https: web, mongodb: mongo, mapping } = given;
  return {
    ...given,
    ...(drop && { folder: { ...drop, path: at(drop.path) } }),
    ...(web && {
      https: { ...web, ...(web.credentials && { credentials: { ...web.credentials, ...placed(web.credentials) } }) },
    }),
    ...(mongo && { mongodb: { ...mongo, address: placed(mongo.address) } }),
    ...(mapping !== undefined && { mapping: at(mapping) }),
  };
}

function ownerOf(kind: string): Agency {
  const owner = subgraphDefinitions.find(({ imports }) => imports.some((each) => each.kind === kind));
  return agencyOf[owner?.name ?? 'permits'];
}

function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** `sources.0.https.address`, with the source's name where it has one. */
function placeText(path: readonly PropertyKey[], content: unknown): string {
  if (path.length === 0) return 'the file';
  const name = (content as { sources?: { name?: unknown }[] } | null)?.sources?.[Number(path[1])]?.name;
  return `${path.map(String).join('.')}${typeof name === 'string' ? ` (${name.slice(0, 41)})` : ''}`;
}
