import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Kind, parse, print, visit } from 'graphql';

import { projectRoot } from '../../../common/project-root';
import type { AskOptions, SentFetch, Subgraphs } from './federation';

/** What an operation of a scenario must give. */
export interface Expected {
  readonly data: unknown;
  /** Path and code of each error, in any order; none when left out. */
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly code: string }[];
  readonly variables?: Record<string, unknown>;
  readonly fault?: AskOptions['fault'];
  /** Whether deferred fragments come later. */
  readonly mayDefer?: boolean;
  /** What comes after the first part, in its order. */
  readonly later?: readonly {
    readonly path: readonly (string | number)[];
    readonly label?: string;
    readonly data: unknown;
  }[];
  /** More that must hold of what was sent. */
  readonly sent?: (fetches: readonly SentFetch[]) => void;
  /** Why the answer is another than stock's; stock's data must equal ours where this is left out. */
  readonly unlikeStock?: string;
}

export interface Scenario {
  readonly name: string;
  readonly subgraphs: Subgraphs;
  readonly labels: readonly string[];
  readonly operations: readonly {
    readonly name: string;
    readonly title: string;
    readonly text: string;
    readonly expected: Expected;
  }[];
}

const folder = join(projectRoot, 'test', 'federation');

/**
 * The folders of test/federation: `subgraphs.ts` has the subgraphs and their data, `operations.graphql` the operations,
 * each beneath the promise that it holds, `expected.ts` by operation name what must come.
 */
export function loadScenarios(): Scenario[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'operations.graphql')));
  return names.sort().map((name) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a folder is a scenario; none is listed
    const { subgraphs, labels = [] } = require(join(folder, name, 'subgraphs.ts'));
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { expected } = require(join(folder, name, 'expected.ts'));
    return { name, subgraphs, labels, operations: operationsOf(name, expected) };
  });
}

function operationsOf(name: string, expected: Record<string, Expected>): Scenario['operations'] {
  const source = readFileSync(join(folder, name, 'operations.graphql'), 'utf8');
  const titles = new Map(
    [...source.matchAll(/^# (.+)\n(?:query|mutation) (\w+)/gm)].map(([, title = '', operation = '']) => [
      operation,
      title,
    ]),
  );
  const document = parse(source, { noLocation: true });
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const left = new Set(Object.keys(expected));
  const found = operations.map((operation) => {
    const key = operation.name?.value ?? '';
    const here = expected[key];
    const title = titles.get(key);
    if (here === undefined || title === undefined) throw new Error(`${name}: ${key} has no title or nothing expected.`);
    left.delete(key);
    return { name: key, title, text: withFragments(operation, document), expected: here };
  });
  if (left.size > 0) throw new Error(`${name}: no operation ${[...left].join(', ')}.`);
  return found;
}

/** One operation as a document of its own, with the fragments that it uses. */
function withFragments(operation: any, document: ReturnType<typeof parse>): string {
  const used = new Map<string, any>();
  const gather = (node: any): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        if (used.has(name.value)) return;
        const fragment = document.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
        );
        used.set(name.value, fragment);
        gather(fragment);
      },
    });
  };
  gather(operation);
  return [operation, ...used.values()].map((node) => print(node)).join('\n\n');
}
