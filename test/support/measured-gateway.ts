import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root';

export interface GatewayFigures {
  /** The longest stretch that the serving thread worked without a break since the figures were last asked for. */
  readonly worstMs: number;
  /** Plans ready in the supergraph that is served. */
  readonly plans: number;
}

/** A gateway in a process of its own, so that nothing but its own work holds its serving thread up. */
export class MeasuredGateway {
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly supergraphFile: string,
    readonly url: string,
  ) {
    child.stderr?.on('data', (part: Buffer) => {
      this.said += part.toString();
      child.emit('said');
    });
  }

  static async start(supergraphFile: string): Promise<MeasuredGateway> {
    const child = fork(join(projectRoot, 'test', 'support', 'gateway-process.mjs'), {
      env: { PATH: process.env.PATH, GATEWAY_PORT: '0', SUPERGRAPH_FILE: supergraphFile },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return new MeasuredGateway(child, supergraphFile, url);
  }

  /** Replaces the supergraph file, as deployments do; resolves with the line that the gateway says of it. */
  async swap(text: string): Promise<string> {
    this.said = '';
    await writeFile(`${this.supergraphFile}.new`, text);
    await rename(`${this.supergraphFile}.new`, this.supergraphFile);
    while (!this.said.includes('\n')) await once(this.child, 'said');
    return this.said;
  }

  async figures(): Promise<GatewayFigures> {
    const told = once(this.child, 'message') as Promise<[GatewayFigures]>;
    this.child.send('figures');
    return (await told)[0];
  }

  async ask(query: string): Promise<string> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.text()).trim();
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill();
    await gone;
  }
}
