/**
 * A script that tries to get out of a lab, run by its root. It finds in its environment HOME_OUTSIDE (the home of who started the lab), CANARIES
 * (a folder of the machine that all may write), PID (a process outside, of the same user), PORT and ADDRESS (what listens on the machine,
 * and the machine's own address), SOCKET and ABSTRACT (sockets of the machine).
 */
export type Attempt = {
  title: string;
  script: string;
  /** What must be printed; an attempt that succeeds prints `escaped`. */
  sees: RegExp;
};
