import { CommandError } from '../command-error';

/** A loop's way to end when the command's maxTimeMS is over: it calls `tick` on every turn. */
export class Deadline {
  private turns = 0;
  private readonly end: number;

  constructor(maxTimeMS: unknown) {
    this.end = typeof maxTimeMS === 'number' && maxTimeMS > 0 ? Date.now() + maxTimeMS : Infinity;
  }

  tick(): void {
    if (++this.turns % 1_024 === 0 && Date.now() > this.end)
      throw new CommandError(50, 'operation exceeded time limit');
  }
}
