import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A child that talks by messages; its script is compiled beside this one. */
export function forkScript(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return fork(script, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

export interface StartedServer {
  readonly child: ChildProcess;
  readonly pid: number;
}

/**
 * A Node process that serves /graphql on a port; resolves when it answers.
 * @throws Error with the last line it wrote when it ends or does not answer in a minute.
 */
export async function startServer(
  command: readonly string[],
  port: number,
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<StartedServer> {
  const child = spawn(process.execPath, command, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (part: Buffer): void => void (said = (said + part.toString()).slice(-4_000));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(lastLine(said));
    if (await answers(port)) return { child, pid: child.pid };
    await wait(100);
  }
  await stopChild(child);
  throw new Error(`no answer within a minute: ${lastLine(said)}`);
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await gone;
  clearTimeout(timer);
}

export async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const [message] = (await once(child, 'message')) as [Message];
  return message;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /error/i.test(line))?.trim() ?? lines.at(-1)?.trim() ?? 'it ended without a word';
}
