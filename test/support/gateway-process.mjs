// A gateway in a process of its own that tells its parent how long its serving thread stood still. It runs from dist/.
import { readFileSync } from 'node:fs';

import main from '../../dist/gateway/main.js';

let worstMs = 0;
let last = { now: performance.now(), queuedMs: queuedMs() };
setInterval(() => {
  const here = { now: performance.now(), queuedMs: queuedMs() };
  worstMs = Math.max(worstMs, here.now - last.now - (here.queuedMs - last.queuedMs));
  last = here;
}, 1);

/** For how long the machine, busy with others, has let this thread wait; not known outside Linux. */
function queuedMs() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

const gateway = await main.runGateway(process.env);
process.on('message', () => {
  process.send({ worstMs, plans: gateway.generations.now.supergraph.plans.size });
  worstMs = 0;
});
process.send({ url: gateway.url });
