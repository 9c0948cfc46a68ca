import { stopOnSignal } from '../common/shutdown';

interface Part {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Runs one part of Simpul as this process: tells a supervising parent when it is ready, or a person at the terminal,
 * and stops on a signal. Resolves never: the part ends with the process.
 */
export async function runPart<Started extends Part>(
  start: () => Promise<Started>,
  describe: (part: Started) => string,
): Promise<void> {
  const part = await start();
  stopOnSignal(() => part.stop());
  if (process.send) process.send({ type: 'ready', port: part.port });
  else process.stdout.write(`${describe(part)}\n`);
}
