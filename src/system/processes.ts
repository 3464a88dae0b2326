import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same number. */
export type ProcessIdentity = {
  pid: number;
  /** Clock ticks after boot at which it started: field 22 of proc(5) /proc/PID/stat. */
  startTime: string;
  /** /proc/sys/kernel/random/boot_id: start times of two boots may agree. */
  boot: string;
};

/** The identity of a process that lives now. Undefined when there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  const fields = readStat(pid);
  return fields && { pid, startTime: fields.startTime, boot: bootId() };
}

/** Whether the very process that was identified lives; a zombie has ended. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = readStat(identity.pid);
  return now !== undefined && now.startTime === identity.startTime && now.state !== 'Z' && identity.boot === bootId();
}

export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function readStat(pid: number): { state: string; startTime: string } | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command name may hold spaces and parentheses, so fields are counted from its last ")"; the state is field 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTime: fields[19] ?? '' };
}
