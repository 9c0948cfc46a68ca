export type Stop = () => Promise<void> | void;

/**
 * Runs `stop` once on SIGINT, SIGTERM or when a supervising parent goes away, then ends the process.
 * A stop that takes longer than `graceMs` is cut short, so that nothing is ever left behind.
 */
export function stopOnSignal(stop: Stop, graceMs = 1_500): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), graceMs).unref();
    void Promise.resolve()
      .then(stop)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  // Under a supervisor the channel closes when the parent dies, even from kill -9.
  if (process.send) process.once('disconnect', onSignal);
}
