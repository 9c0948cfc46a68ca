import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

import { type Check, fail, notApplicable, pass } from '../check';
import { told } from '../http-answer';
import { question } from '../refusals';
import type { Subject } from '../subject';

const longestMs = 10_000;
const asked = 'SIGTERM while a request is on its way';

export const drains: Check = {
  id: 'drains',
  title: 'On SIGTERM what is under way is answered, then the process ends',
  required: true,
  run: async (subject) => {
    const { pid } = subject.learned;
    if (pid === null) return [notApplicable('no process was named: tell it with --pid, it is ended by this check')];
    const { request, headTaken, answer } = begin(subject);
    await headTaken;
    const refusal = terminate(pid);
    if (refusal !== null) {
      request.destroy();
      return [
        fail(asked, refusal, 'Give the number of the process that serves the subgraph, started by the same user.'),
      ];
    }
    await untilClosed(subject.url);
    request.end(question.slice(10));
    const came = await answer;
    if (came.status !== 200) return [fail(asked, told(came), fix)];
    return [(await ends(pid)) ? pass() : fail(asked, `the process still runs after ${longestMs / 1_000} seconds`, fix)];
  },
};

const fix =
  'On SIGTERM take no new connections, answer what has begun, close idle connections, then end within 10 seconds.';

/** A request of which the head and half the body are sent: the subgraph has it, and cannot have answered it. */
function begin(subject: Subject) {
  const send = subject.url.protocol === 'https:' ? overHttps : overHttp;
  const request = send(subject.url, {
    method: 'POST',
    agent: false,
    headers: {
      ...subject.signed(question),
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(question),
      expect: '100-continue',
    },
  });
  const answer = answerTo(request);
  request.flushHeaders();
  // Most servers say that they took the head; of one that does not, it is taken to have come after a second.
  const taken = once(request, 'continue').catch(() => undefined);
  const headTaken = Promise.race([taken, answer, wait(1_000)]).then(() => {
    request.write(question.slice(0, 10));
  });
  return { request, headTaken, answer };
}

/** Why the process cannot be told to end; null where it was told. */
function terminate(pid: number): string | null {
  try {
    process.kill(pid, 'SIGTERM');
    return null;
  } catch (error) {
    return `process ${pid} cannot be told to end (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
  }
}

function answerTo(request: ClientRequest): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    request.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, text: `the connection was cut (${error.code ?? error.name})` }),
    );
    request.setTimeout(longestMs, () => request.destroy());
    request.once('response', (response: IncomingMessage) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
}

/** Until nobody listens any more, which tells that the signal has come; two seconds at most. */
async function untilClosed(url: URL): Promise<void> {
  const end = Date.now() + 2_000;
  while (Date.now() < end) {
    const isOpen = await fetch(new URL('/health', url), { headers: { connection: 'close' } }).then(
      async (response) => {
        await response.text();
        return response.status < 500;
      },
      () => false,
    );
    if (!isOpen) return;
    await wait(20);
  }
}

async function ends(pid: number): Promise<boolean> {
  const end = Date.now() + longestMs;
  while (Date.now() < end) {
    if (!isRunning(pid)) return true;
    await wait(20);
  }
  return false;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
