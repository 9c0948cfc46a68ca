import {
  type ASTNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  visit,
} from 'graphql';

import type { Place, SubgraphText } from '../compose/composition';
import { isDescribed, nameOf, startOf } from '../compose/places-of-named';
import type { Draft } from './check-subgraph';
import type { Severity } from './finding';

/** The rules of lint, each with what it finds by itself. */
export const lintRules = {
  TYPE_NAME_CASE: 'warning',
  FIELD_NAME_CASE: 'warning',
  ENUM_VALUE_CASE: 'warning',
  DESCRIPTION_MISSING: 'warning',
  DEPRECATION_WITHOUT_REASON: 'warning',
} as const satisfies Record<string, Severity>;
export type LintRule = keyof typeof lintRules;

/** `off` leaves a rule out. */
export type LintSeverities = Readonly<Partial<Record<LintRule, Severity | 'off'>>>;

type Named = TypeDefinitionNode | TypeExtensionNode;

/**
 * Looks at a subgraph's schema by the rules. A comment `# simpul-ignore RULE reason` on the line before, or on the same
 * line, lets a place be as it is; without a reason it counts for nothing.
 */
export function lint(
  { name, file, sdl }: SubgraphText,
  document: DocumentNode,
  severities: LintSeverities = {},
): Draft[] {
  const lines = sdl.split('\n');
  const found: Draft[] = [];
  const report = (rule: LintRule, node: ASTNode, coordinate: string, message: string): void => {
    const severity = severities[rule] ?? lintRules[rule];
    const start = 'name' in node ? startOf(node) : undefined;
    if (severity === 'off' || start === undefined || isIgnored(rule, lines, start.line, node)) return;
    const place: Place = { subgraph: name, file, line: start.line, column: start.column };
    found.push({ step: 'lint', code: rule, severity, message, coordinate, places: [place] });
  };
  const type = (node: Named): void => {
    const at = node.name.value;
    if (!/^[A-Z][A-Za-z0-9]*$/.test(at)) report('TYPE_NAME_CASE', node, at, `The type ${at} is not in PascalCase.`);
    if (node.kind.endsWith('Definition') && !isDescribed(node) && !rootNames.has(at)) {
      report('DESCRIPTION_MISSING', node, at, `The type ${at} has no description.`);
    }
    for (const part of 'fields' in node ? (node.fields ?? []) : []) field(part, at);
  };
  const field = (node: FieldDefinitionNode | InputValueDefinitionNode, parent: string): void => {
    const at = `${parent}.${node.name.value}`;
    camelCase(node, at, 'field');
    if (!isDescribed(node) && !isExternal(node)) {
      report('DESCRIPTION_MISSING', node, at, `The field ${at} has no description.`);
    }
    for (const argument of 'arguments' in node ? (node.arguments ?? []) : []) {
      camelCase(argument, `${at}.${argument.name.value}`, 'argument');
    }
  };
  const camelCase = (node: FieldDefinitionNode | InputValueDefinitionNode, at: string, kind: string): void => {
    if (!/^[a-z][A-Za-z0-9]*$/.test(node.name.value))
      report('FIELD_NAME_CASE', node, at, `The ${kind} ${at} is not in camelCase.`);
  };
  visit(document, {
    enter: (node, _key, _parent, _path, ancestors) => {
      if (isNamed(node)) type(node);
      if (node.kind === Kind.ENUM_VALUE_DEFINITION && !/^[A-Z][A-Z0-9_]*$/.test(node.name.value)) {
        const at = `${namesAbove(ancestors)}.${node.name.value}`;
        report('ENUM_VALUE_CASE', node, at, `The value ${at} is not in CONSTANT_CASE.`);
      }
      if (node.kind !== Kind.DIRECTIVE || node.name.value !== 'deprecated') return;
      const at = namesAbove(ancestors);
      if ((node.arguments ?? []).length === 0)
        report('DEPRECATION_WITHOUT_REASON', node, at, `${at} is deprecated without a reason.`);
    },
  });
  return found;
}

const rootNames = new Set(['Query', 'Mutation', 'Subscription']);

function isNamed(node: ASTNode): node is Named {
  return /Type(Definition|Extension)$/.test(node.kind) && 'name' in node;
}

function isExternal({ directives = [] }: FieldDefinitionNode | InputValueDefinitionNode): boolean {
  return directives.some(({ name }) => /^(federation__)?external$/.test(name.value));
}

function namesAbove(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string {
  const names = ancestors.flatMap((each) => ('kind' in each ? [nameOf(each) ?? ''] : []));
  return names.filter((name) => name !== '').join('.');
}

function isIgnored(rule: LintRule, lines: readonly string[], line: number, node: ASTNode): boolean {
  const pattern = new RegExp(`# simpul-ignore ${rule} \\S`);
  // A description stands between the comment and the name.
  const first = node.loc?.startToken.line ?? line;
  return [first - 1, line - 1, line].some((each) => pattern.test(lines[each - 1] ?? ''));
}
