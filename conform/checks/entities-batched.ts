import { askEntities } from '../ask-entities';
import { type Check, fail, type Finding, notApplicable, pass } from '../check';
import { eachKey } from '../each-key';
import type { EntityKey, KeyValues } from '../entity-keys';
import { isList, namedType, type SchemaField, type SubgraphSchema } from '../subgraph-schema';
import type { Subject } from '../subject';

/** The header in which a subgraph may tell how many database commands an answer took. */
export const commandsHeader = 'simpul-database-commands';

const fewest = 10;
/** Commands that many keys may take beyond those of one: for keys that a database takes in several parts. */
const moreCommands = 2;
const tries = 5;
const sureMs = 200;

export const entitiesBatched: Check = {
  id: 'entities-batched',
  title: 'Many keys are read at once, not one by one',
  required: true,
  run: (subject) =>
    eachKey(subject, async (key, schema) => {
      const [first] = key.known;
      if (first === undefined || key.known.length < fewest) {
        return notApplicable(
          `needs ${fewest} keys that are there, ${key.known.length} are known: give them with --keys`,
        );
      }
      const fields = ownFields(schema, key);
      const one = await measure(subject, key, [first], fields);
      const many = await measure(subject, key, key.known, fields);
      return one.commands === null || many.commands === null
        ? byTime(one.ms, many.ms, key.known.length)
        : byCommands(one.commands, many.commands, key.known.length);
    }),
};

function byCommands(one: number, many: number, keys: number): Finding {
  if (many <= one + moreCommands) return pass(`by ${commandsHeader}: ${one} for one key, ${many} for ${keys}`);
  const came = `${many} database commands, and ${one} for one key`;
  return fail(`_entities of ${keys} keys with every field`, came, fix);
}

// Only what is slow for certain is told as a failure: a quick answer takes no time either way.
function byTime(oneMs: number, manyMs: number, keys: number): Finding {
  const told = `${manyMs.toFixed(1)} ms for ${keys} keys, ${oneMs.toFixed(1)} ms for one`;
  if (manyMs < sureMs || manyMs < (oneMs * keys) / 2) return pass(`by time, as no ${commandsHeader} came: ${told}`);
  return fail(`_entities of ${keys} keys with every field`, told, fix);
}

const fix = 'Collect the keys of a request and read them with one command (a DataLoader does): fields of entities too.';

async function measure(subject: Subject, key: EntityKey, keys: readonly KeyValues[], fields: string) {
  let ms = Infinity;
  let commands: number | null = null;
  for (let turn = 0; turn < tries; turn += 1) {
    const begun = performance.now();
    const { answer } = await askEntities(subject, key, keys, fields);
    ms = Math.min(ms, performance.now() - begun);
    const header = answer.headers.get(commandsHeader);
    commands = header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;
  }
  return { ms, commands };
}

/** The fields of the entity that can be asked without an argument and without another subgraph; of objects, that they are there. */
function ownFields(schema: SubgraphSchema, { type }: EntityKey): string {
  const fields = schema.objects.get(type) ?? [];
  return fields
    .filter((field) => !field.needsOthers && field.arguments.every(({ required }) => !required))
    .map((field) => `${field.name} ${selectionOf(schema, field)}`)
    .join(' ');
}

function selectionOf(schema: SubgraphSchema, { type }: SchemaField): string {
  if (!schema.composites.has(namedType(type))) return '';
  const nodes = isList(type) ? undefined : schema.objects.get(namedType(type))?.find(({ name }) => name === 'nodes');
  return nodes === undefined ? '{ __typename }' : '{ nodes { __typename } }';
}
