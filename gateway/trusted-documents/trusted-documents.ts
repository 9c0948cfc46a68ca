import { parse, print } from 'graphql';

import type { TrustedDocument } from './manifest';

/** The documents that clients are trusted to send, by id and by text. */
export class TrustedDocuments {
  private readonly byId: ReadonlyMap<string, string>;
  private readonly texts: ReadonlySet<string>;
  /** By their printed form, in which neither white space nor comments tell one from another. */
  private readonly byForm: ReadonlyMap<string, string>;

  constructor(documents: readonly TrustedDocument[]) {
    this.byId = new Map(documents.map(({ id, body }) => [id, body]));
    this.texts = new Set(this.byId.values());
    this.byForm = new Map(documents.map(({ body }) => [formOf(body) ?? body, body]));
  }

  get count(): number {
    return this.byId.size;
  }

  textOf(id: string): string | undefined {
    return this.byId.get(id);
  }

  has(text: string): boolean {
    return this.texts.has(text);
  }

  /** The trusted text that says the same as this one. Parses it: what it may cost has to be known before. */
  sameAs(text: string): string | undefined {
    if (this.texts.has(text)) return text;
    const form = formOf(text);
    return form === null ? undefined : this.byForm.get(form);
  }
}

/** null when the text is not GraphQL. */
function formOf(text: string): string | null {
  try {
    return print(parse(text, { noLocation: true }));
  } catch {
    return null;
  }
}
