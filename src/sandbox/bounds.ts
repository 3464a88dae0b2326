import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Identity } from './identity.ts';

/** Processes and threads that one sandbox may have, whatever ids they run under. The largest labs need some hundreds. */
const PROCESSES = 4096;

/** What a process in a sandbox may allocate (RLIMIT_DATA), in KiB as ulimit(1) counts: 2 GiB. */
const DATA_KIB = 2 << 20;

/** The largest file that a process in a sandbox may write (RLIMIT_FSIZE), in the 512 bytes that ulimit(1) counts: 1 GiB. */
const FILE_BLOCKS = 2 << 20;

/**
 * The words before a command that bound a sandbox which this command opens. A user namespace counts all its processes against the RLIMIT_NPROC
 * of whoever made it (user_namespaces(7), Linux 5.14), and root inside cannot raise that. The kernel counts the user's processes outside with
 * them, so what runs already comes on top. No core file is written: 1 byte also keeps a core from the machine's handler (core(5)).
 */
export function bounded(identity: Identity): string[] {
  const hard = /^Max processes\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? '';
  const most = Math.min(
    countTasks(identity) + PROCESSES,
    hard === 'unlimited' || hard === '' ? Infinity : Number(hard),
  );
  return ['prlimit', `--nproc=${most}:${most}`, '--core=1:1', '--'];
}

/** A line of sh that bounds its process and what that starts: for what enters a sandbox, or is its first program. */
export const BOUND_MYSELF = `ulimit -d ${DATA_KIB}; ulimit -f ${FILE_BLOCKS}; echo 1000 >/proc/self/oom_score_adj`;

/** When the machine runs out of memory, the kernel ends the sandbox before anything else: proc(5) /proc/PID/oom_score_adj. */
export function endFirst(pid: number): void {
  writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
}

/** Threads that run under the ids of an identity now, in other sandboxes too. */
function countTasks(identity: Identity): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, pid) => sum + tasksOf(pid, identity), 0);
}

function tasksOf(pid: string, identity: Identity): number {
  try {
    return isUnder(statSync(`/proc/${pid}`).uid, identity) ? readdirSync(`/proc/${pid}/task`).length : 0;
  } catch {
    return 0; // It has ended meanwhile.
  }
}

function isUnder(uid: number, identity: Identity): boolean {
  const range = identity.kind === 'range' ? identity.subuid : identity.kind === 'root' ? identity.ids : undefined;
  return uid === identity.uid || (range !== undefined && range.first <= uid && uid < range.first + range.count);
}
