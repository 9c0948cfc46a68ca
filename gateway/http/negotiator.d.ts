declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> });
    /** The first choice of a request's `accept` header among what can be had. */
    mediaType(available: readonly string[]): string | undefined;
    /** The same of `accept-encoding`; of those that a client likes equally, the first of `preferred`. */
    encoding(available: readonly string[], options: { readonly preferred: readonly string[] }): string | undefined;
  }
}
