import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessFigures {
  /** User and system time of all threads so far, in milliseconds. */
  readonly cpuMs: number;
  /** Memory in RAM now, in bytes. */
  readonly rssBytes: number;
}

// Linux counts in ticks of 10 ms on every machine that Node runs on.
const tickMs = 10;

/** What a process and its descendants have used, from Linux's /proc. */
export function processFigures(pid: number): ProcessFigures {
  const all = allProcesses();
  const tree = new Set([pid]);
  // Parents have not always smaller numbers; the tree is shallow, so a few passes find all.
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const each of all) if (tree.has(each.parent)) tree.add(each.pid);
  }
  const own = all.filter((each) => tree.has(each.pid));
  return {
    cpuMs: own.reduce((sum, { ticks }) => sum + ticks, 0) * tickMs,
    rssBytes: own.reduce((sum, each) => sum + rssOf(each.pid), 0),
  };
}

interface KnownProcess {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function allProcesses(): KnownProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? readOrNothing(`/proc/${name}/stat`) : '';
    // The name of a program may hold spaces and brackets; what follows the last one are fields 3 and on of proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 20) return [];
    return [{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  });
}

function rssOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

// A process may end between the listing and the reading.
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
