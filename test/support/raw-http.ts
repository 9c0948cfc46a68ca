import { connect, type Socket } from 'node:net';

/** A connection that sends bytes as they are: what no HTTP client would write. */
export function rawConnection(url: string): Socket {
  const { port } = new URL(url);
  const socket = connect({ port: Number(port), host: 'localhost' });
  // The server may end it while the test still writes.
  socket.on('error', () => undefined);
  return socket;
}

/** Everything that comes until the server has closed the connection. */
export function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve) => socket.once('close', () => resolve(text)));
}

/** What the server answers to bytes before it closes the connection. */
export function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = rawConnection(url);
  socket.write(bytes);
  return untilClosed(socket);
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: any;
}

/** Status line, headers by small names, and body as JSON. */
export function readRaw(text: string): RawAnswer {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), body: JSON.parse(body) };
}
