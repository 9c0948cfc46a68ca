import { type ClientRequest, type IncomingMessage, request } from 'node:http';

export interface Multipart {
  readonly status: number;
  readonly contentType: string;
  /** All bytes so far. */
  readonly text: string;
  /** The JSON of the next part, once it is there; null after the last. */
  next(): Promise<any>;
  /** All parts that are left. */
  rest(): Promise<any[]>;
  leave(): void;
}

/** Sends an operation and reads the answer part by part, each as soon as its bytes are there. */
export async function askMultipart(url: string, accept: string, body: object, more = {}): Promise<Multipart> {
  const headers = { 'content-type': 'application/json', accept, ...more };
  const asking: ClientRequest = request(url, { method: 'POST', headers });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asking.on('response', resolve).on('error', reject).end(JSON.stringify(body));
  });
  return new Reading(asking, response);
}

const head = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';

class Reading implements Multipart {
  text = '';
  private readonly chunks: AsyncIterator<string>;
  private at = 0;

  constructor(
    private readonly asking: ClientRequest,
    private readonly response: IncomingMessage,
  ) {
    this.chunks = response.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  get contentType(): string {
    return this.response.headers['content-type'] ?? '';
  }

  async next(): Promise<any> {
    for (;;) {
      // A part is whole once the boundary after it is there.
      const start = this.text.indexOf(`\r\n---${head}`, this.at);
      const end = start === -1 ? -1 : this.text.indexOf('\r\n---', start + 5);
      if (end !== -1 && this.text.length >= end + 7) {
        this.at = end;
        return JSON.parse(this.text.slice(start + 5 + head.length, end));
      }
      const { done, value } = await this.chunks.next();
      if (done) {
        if (this.text.slice(this.at) !== '\r\n-----\r\n') throw new Error(`Cut off: ${this.text.slice(this.at)}`);
        return null;
      }
      this.text += value;
    }
  }

  async rest(): Promise<any[]> {
    const parts: any[] = [];
    for (let part = await this.next(); part !== null; part = await this.next()) parts.push(part);
    return parts;
  }

  leave(): void {
    this.asking.destroy();
  }
}
