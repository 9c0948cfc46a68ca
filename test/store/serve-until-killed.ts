import { startStore } from '../../store/main';

/** A store in its own process, for tests that kill it. Its folder is the first argument. */
void startStore({ port: 0, folder: process.argv[2] ?? '' }).then(
  ({ port, summary }) => process.send?.({ type: 'ready', port, summary }),
  (error: unknown) => process.send?.({ type: 'failed', message: String(error) }),
);
