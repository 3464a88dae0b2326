import { readFileSync, writeFileSync } from 'node:fs';

/** Processes and threads that one sandbox may have, whatever ids they run under. The largest labs need some hundreds. */
const PROCESSES = 4096;

/** Kernel namespaces of each kind that one sandbox may have. */
export const NAMESPACES = 4096;

/** What a process in a sandbox may allocate (RLIMIT_DATA), in KiB as ulimit(1) counts: 2 GiB. */
const DATA_KIB = 2 << 20;

/** The largest file that a process in a sandbox may write (RLIMIT_FSIZE), in the 512 bytes that ulimit(1) counts: 1 GiB. */
const FILE_BLOCKS = 2 << 20;

/**
 * The words before a command that makes a user namespace, which bound the processes in it: the kernel counts them all against the RLIMIT_NPROC of
 * whoever made it, apart from those outside, and root inside cannot raise that (getrlimit(2), Linux 5.14). No core file is written: 1 byte
 * also keeps a core from the machine's handler (core(5)).
 */
export function boundProcesses(): string[] {
  const hard = Number(
    /^Max processes\s+\S+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? PROCESSES,
  );
  const most = Math.min(PROCESSES, hard);
  return ['prlimit', `--nproc=${most}:${most}`, '--core=1:1', '--'];
}

/** A line of sh that bounds its process and what that starts: for what enters a sandbox, or is its first program. */
export const BOUND_MYSELF = `ulimit -d ${DATA_KIB}; ulimit -f ${FILE_BLOCKS}; echo 1000 >/proc/self/oom_score_adj`;

/** When the machine runs out of memory, the kernel ends the sandbox before anything else: proc(5) /proc/PID/oom_score_adj. */
export function endFirst(pid: number): void {
  writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
}
