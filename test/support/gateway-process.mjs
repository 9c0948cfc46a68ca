// A gateway in a process of its own that tells its parent how long its serving thread works at a stretch. It runs from
// dist/.
import { readFileSync } from 'node:fs';

import main from '../../dist/gateway/main.js';

let worstMs = 0;
let last = workedMs();
setInterval(() => {
  const now = workedMs();
  worstMs = Math.max(worstMs, now - last);
  last = now;
}, 1);

/** The serving thread's time on a processor: a machine that is busy with others adds nothing. Outside Linux, the clock. */
function workedMs() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

const gateway = await main.runGateway(process.env, {}, { insecure: true });
process.on('message', () => {
  process.send({ worstMs, plans: gateway.generations.now.supergraph.plans.size });
  worstMs = 0;
});
process.send({ url: gateway.url });
