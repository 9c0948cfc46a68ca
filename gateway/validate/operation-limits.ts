import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
  visit,
} from 'graphql';

import { ClientError, type ErrorCode } from '../errors';

/** The most that an operation may have of each. */
export interface OperationLimits {
  readonly maxTokens: number;
  /** Fields within fields, fragments written out. */
  readonly maxDepth: number;
  readonly maxAliases: number;
  /** Fields of the root, fragments written out. */
  readonly maxRootFields: number;
  readonly maxDirectives: number;
}

/**
 * Refuses a text that costs more to parse and validate than it may. What it costs to find that out grows with the
 * text alone. A text that is not GraphQL passes: the parser tells where and why.
 * @throws ClientError (400) TOKENS_LIMIT, DEPTH_LIMIT, ALIASES_LIMIT, ROOT_FIELDS_LIMIT or DIRECTIVES_LIMIT.
 */
export function refuseCostlyText(text: string, limits: OperationLimits): void {
  if (!refuseByTokens(text, limits)) return;
  const document = parsed(text);
  if (document === null) return;
  const { aliases, directives } = countNodes(document);
  refuse('ALIASES_LIMIT', 'aliases', aliases, limits.maxAliases);
  refuse('DIRECTIVES_LIMIT', 'directives', directives, limits.maxDirectives);
  const sizes = new Sizes(document);
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    refuse('ROOT_FIELDS_LIMIT', 'fields at its root', sizes.fieldsIn(node.selectionSet), limits.maxRootFields);
    refuse('DEPTH_LIMIT', 'levels of fields', sizes.depthOf(node.selectionSet), limits.maxDepth);
  }
}

function refuse(code: ErrorCode, what: string, found: number, most: number): void {
  if (found > most) throw new ClientError(code, 400, `The operation has ${found} ${what}; ${most} are the most.`);
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Counts tokens, and how deep brackets stand in brackets: the parser goes down with them. False when the text is not
 * made of GraphQL's tokens.
 */
function refuseByTokens(text: string, { maxTokens, maxDepth }: OperationLimits): boolean {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count += 1) {
      const { kind } = lexer.token;
      if (opening.has(kind)) depth += 1;
      if (closing.has(kind)) depth -= 1;
      // A field can stand in braces with arguments whose values have lists and objects.
      refuse('DEPTH_LIMIT', 'levels of brackets', depth, maxDepth * 2 + 10);
      refuse('TOKENS_LIMIT', 'tokens', count, maxTokens);
    }
    return true;
  } catch (error) {
    if (error instanceof ClientError) throw error;
    return false;
  }
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return null;
  }
}

function countNodes(document: DocumentNode): { aliases: number; directives: number } {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field: ({ alias }) => void (aliases += alias === undefined ? 0 : 1),
    Directive: () => void (directives += 1),
  });
  return { aliases, directives };
}

/** Fragments in fragments may have no field between them, and still everything that reads them goes down with them. */
const mostFragmentLevels = 200;

/** Sizes with fragments written out; each fragment is measured once, and one that holds itself ends there. */
class Sizes {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly depths = new Map<string, number>();
  private readonly counts = new Map<string, number>();
  /** How many fragments the measuring stands in. */
  private level = 0;

  constructor(document: DocumentNode) {
    const all = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(all.map((node) => [node.name.value, node]));
  }

  depthOf(set: SelectionSetNode): number {
    return set.selections.reduce((deepest, selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return Math.max(deepest, 1 + (selection.selectionSet ? this.depthOf(selection.selectionSet) : 0));
        case Kind.INLINE_FRAGMENT:
          return Math.max(deepest, this.depthOf(selection.selectionSet));
        case Kind.FRAGMENT_SPREAD:
          return Math.max(
            deepest,
            this.ofFragment(selection.name.value, this.depths, (each) => this.depthOf(each)),
          );
      }
    }, 0);
  }

  fieldsIn(set: SelectionSetNode): number {
    return set.selections.reduce((sum, selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return sum + 1;
        case Kind.INLINE_FRAGMENT:
          return sum + this.fieldsIn(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return sum + this.ofFragment(selection.name.value, this.counts, (each) => this.fieldsIn(each));
      }
    }, 0);
  }

  private ofFragment(name: string, known: Map<string, number>, measure: (set: SelectionSetNode) => number): number {
    const size = known.get(name);
    if (size !== undefined) return size;
    known.set(name, 0);
    const fragment = this.fragments.get(name);
    this.level += 1;
    refuse('DEPTH_LIMIT', 'levels of fragments', this.level, mostFragmentLevels);
    const measured = fragment === undefined ? 0 : measure(fragment.selectionSet);
    this.level -= 1;
    known.set(name, measured);
    return measured;
  }
}
