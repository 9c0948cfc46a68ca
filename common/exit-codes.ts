/** Exit codes of every `simpul` command. */
export const exitCodes = {
  ok: 0,
  /** The command ran and found something to tell: rejected rows, a stale file. */
  finding: 1,
  /** The command could not do its work: no file, no connection, a port in use. */
  cannot: 2,
  /** EX_USAGE of sysexits.h: the command line is not understood. */
  usage: 64,
  /** EX_CONFIG of sysexits.h: a setting is missing or wrong. */
  config: 78,
} as const;
