/** Paths inside every sandbox. All of netlab's own lies under /netlab, so that /run, /etc, /opt and /var are the learner's. */
export const INSIDE = {
  /** What all of it lies in. */
  root: '/netlab',
  /** The program, read-only. */
  app: '/netlab/app',
  /** The Node.js binary that runs it, read-only. */
  node: '/netlab/node',
  /** The lab's folder, read-only. */
  lab: '/netlab/lab',
  /** The machine's /etc, read-only; a node's own /etc links to it. */
  etc: '/netlab/etc',
  /** What `netlab` typed inside needs: this lab's record (read-only) and the learner's progress. */
  state: '/netlab/state',
  /** Where `netlab reset` typed inside leaves word for the netlab outside. */
  inbox: '/netlab/inbox',
  /** The learner's own folders, by number. */
  work: '/netlab/work',
  /** Scratch space of the sandbox, gone with it. */
  run: '/netlab/run',
  /** First in PATH: the `netlab` command itself. */
  bin: '/netlab/app/libexec/bin',
  /** Private home, for the shell's history; shared by the nodes of one lab. */
  home: '/root',
} as const;

/** What every program in a sandbox finds in its environment; nothing else crosses over but the terminal's own. */
export function insideEnvironment(labId: string): Record<string, string> {
  return {
    PATH: `${INSIDE.bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: INSIDE.home,
    USER: 'root',
    LOGNAME: 'root',
    SHELL: '/bin/bash',
    NETLAB_INSIDE: labId,
  };
}
