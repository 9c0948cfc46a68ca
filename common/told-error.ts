import { exitCodes } from './exit-codes';

/**
 * A failure told to the person at the terminal in one clear line: what, where, and how to mend it.
 * It carries the exit code of the process; a stack adds nothing and is not shown.
 */
export class ToldError extends Error {
  override readonly name = 'ToldError';
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.cannot,
  ) {
    super(message);
  }
}
