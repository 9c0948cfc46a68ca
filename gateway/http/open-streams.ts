import type { ServerResponse } from 'node:http';

import type { Canceller } from '../../common/cancellation';

const graceMs = 1_000;

/** The answers in parts that are under way. */
export class OpenStreams {
  private readonly open = new Map<ServerResponse, Canceller>();

  /**
   * `canceller` ends what the answer waits for: it is called at `endsAt`, milliseconds since 1970, when the right of the
   * viewer to be answered ends.
   */
  add(response: ServerResponse, canceller: Canceller, endsAt: number | null): void {
    this.open.set(response, canceller);
    const timer = endsAt === null ? undefined : setTimeout(() => canceller.abort(), endsAt - Date.now());
    response.once('close', () => {
      clearTimeout(timer);
      this.open.delete(response);
    });
  }

  /**
   * Lets every answer come to its end: what is not there yet is told as failed. Resolves once all are written; a client
   * that does not read holds nobody up for long.
   */
  async end(): Promise<void> {
    const closed = [...this.open.keys()].map((response) => new Promise((resolve) => response.once('close', resolve)));
    for (const canceller of this.open.values()) canceller.abort();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.all(closed), late]);
    clearTimeout(timer);
  }
}
