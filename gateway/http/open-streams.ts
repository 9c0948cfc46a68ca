import type { ServerResponse } from 'node:http';

import type { Canceller } from '../../common/cancellation';

const graceMs = 1_000;

/** The answers in parts that are under way. */
export class OpenStreams {
  private readonly open = new Map<ServerResponse, Canceller>();

  /** `canceller` ends what the answer waits for. */
  add(response: ServerResponse, canceller: Canceller): void {
    this.open.set(response, canceller);
    response.once('close', () => this.open.delete(response));
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
