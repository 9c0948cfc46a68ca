import { type ChildProcess, fork } from 'node:child_process';

import { ToldError } from '../common/told-error';

interface Ready {
  readonly type: 'ready';
  readonly port: number;
  readonly summary?: unknown;
}

/** Runs the parts of Simpul as processes of their own and ends them together. */
export class Supervisor {
  private readonly children = new Map<string, ChildProcess>();
  private stopping = false;

  /** `onFailure` is called once, with the name of the first part that ended unasked. */
  constructor(private readonly onFailure: (name: string, exitCode: number) => void) {}

  /**
   * Starts a part and waits until it says that it is ready. What it has to say of a failure it says on stderr itself.
   * @throws ToldError with the part's exit code when it ends before it is ready.
   */
  start(
    name: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    execArgv: readonly string[] = [],
  ): Promise<Ready> {
    const child = this.spawn(name, args, env, { execArgv });
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as Ready));
      child.once('exit', (code) => reject(new PartFailed(name, code ?? 2)));
    });
  }

  /** Runs a part that ends by itself, and resolves with what it printed. */
  run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const child = this.spawn(name, args, env, { endsByItself: true });
    let printed = '';
    child.stdout?.on('data', (part: Buffer) => (printed += part.toString()));
    return new Promise((resolve, reject) => {
      child.once('close', (code) => (code === 0 ? resolve(printed) : reject(new PartFailed(name, code ?? 2))));
    });
  }

  /** Ends every part: the gateway first, the store last, none later than `graceMs` after being asked. */
  async stop(graceMs = 700): Promise<void> {
    this.stopping = true;
    const store = this.children.get('store');
    const others = [...this.children.values()].filter((child) => child !== store);
    await Promise.all(others.map((child) => end(child, graceMs)));
    if (store !== undefined) await end(store, graceMs);
  }

  private spawn(
    name: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    { endsByItself = false, execArgv = [] }: { endsByItself?: boolean; execArgv?: readonly string[] } = {},
  ): ChildProcess {
    const child = fork(require.main?.filename ?? '', [...args], {
      env: { ...process.env, ...env },
      execArgv: [...execArgv],
      stdio: ['ignore', endsByItself ? 'pipe' : 'ignore', 'inherit', 'ipc'],
    });
    this.children.set(name, child);
    child.once('exit', (code) => {
      this.children.delete(name);
      if (!this.stopping && !endsByItself) this.onFailure(name, code ?? 2);
    });
    return child;
  }
}

/** A part ended before its time; it has told why itself. */
export class PartFailed extends ToldError {
  constructor(part: string, exitCode: number) {
    super(`${part} did not start; the line above says why. Everything is stopped.`, exitCode);
  }
}

function end(child: ChildProcess, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
