import { connect, type Socket } from 'node:net';

export interface Answered {
  readonly status: number;
  /** null when the body is, byte for byte, the one that was expected. */
  readonly body: Buffer | null;
}

type Reading =
  | { readonly kind: 'head'; text: string }
  | { readonly kind: 'length'; left: number; at: number; readonly expected: Buffer; parts: Buffer[] | null }
  | { readonly kind: 'chunks'; readonly parts: Buffer[] };

const endOfHead = '\r\n\r\n';
const nothing = Buffer.alloc(0);

/**
 * One kept-alive HTTP/1.1 connection that sends the same request again and again. It costs so little that the measure is
 * the server's: bytes land in one buffer and are compared in place with what is expected; nothing is parsed or copied.
 */
export class HttpConnection {
  private readonly socket: Socket;
  private reading: Reading = { kind: 'head', text: '' };
  private status = 0;
  private waiting: { resolve: (answered: Answered) => void; reject: (error: Error) => void } | null = null;

  constructor(
    port: number,
    private readonly request: Buffer,
    /** The body that was found right before; may change between requests. */
    private readonly expected: () => Buffer | null,
  ) {
    const onread = {
      buffer: Buffer.allocUnsafe(128 * 1024),
      callback: (length: number, buffer: Uint8Array): boolean => {
        this.take(Buffer.from(buffer.buffer, buffer.byteOffset, length));
        return true;
      },
    };
    this.socket = connect({ port, host: '127.0.0.1', onread, noDelay: true });
    const lost = (): void => this.waiting?.reject(new Error('The gateway closed a connection.'));
    this.socket.on('error', lost);
    this.socket.on('close', lost);
  }

  ask(): Promise<Answered> {
    this.reading = { kind: 'head', text: '' };
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(this.request);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private take(bytes: Buffer): void {
    switch (this.reading.kind) {
      case 'head':
        this.takeHead(this.reading, bytes);
        break;
      case 'length':
        this.takeLength(this.reading, bytes);
        break;
      case 'chunks':
        this.takeChunks(this.reading, bytes);
        break;
    }
  }

  private takeHead(reading: { text: string }, bytes: Buffer): void {
    const before = reading.text.length;
    const end = bytes.indexOf(endOfHead);
    reading.text += bytes.toString('latin1', 0, end === -1 ? bytes.length : end + endOfHead.length);
    const stop = reading.text.indexOf(endOfHead);
    if (stop === -1) return;
    const head = reading.text.slice(0, stop).toLowerCase();
    this.status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
    this.reading = length === undefined ? { kind: 'chunks', parts: [] } : this.readingOf(Number(length));
    const rest = bytes.subarray(stop + endOfHead.length - before);
    if (rest.length > 0 || length === '0') this.take(rest);
  }

  private readingOf(length: number): Reading {
    const expected = this.expected();
    if (expected?.length !== length) return { kind: 'length', left: length, at: 0, expected: nothing, parts: [] };
    return { kind: 'length', left: length, at: 0, expected, parts: null };
  }

  private takeLength(reading: Extract<Reading, { kind: 'length' }>, bytes: Buffer): void {
    if (reading.parts === null) {
      const { expected, at } = reading;
      const isEqual = bytes.compare(expected, at, at + bytes.length) === 0;
      if (!isEqual) reading.parts = [expected.subarray(0, at)];
    }
    reading.parts?.push(Buffer.from(bytes));
    reading.at += bytes.length;
    reading.left -= bytes.length;
    if (reading.left <= 0) this.settle(reading.parts === null ? null : Buffer.concat(reading.parts));
  }

  private takeChunks(reading: Extract<Reading, { kind: 'chunks' }>, bytes: Buffer): void {
    reading.parts.push(Buffer.from(bytes));
    const end = reading.parts.slice(-2);
    if (!Buffer.concat(end).subarray(-7).toString('latin1').endsWith(`\r\n0${endOfHead}`)) return;
    const body = withoutChunkHeads(Buffer.concat(reading.parts));
    const expected = this.expected();
    this.settle(expected?.equals(body) ? null : body);
  }

  private settle(body: Buffer | null): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status: this.status, body });
  }
}

function withoutChunkHeads(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
