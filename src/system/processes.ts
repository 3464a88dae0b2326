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

/** The parent of a process, if it lives and runs the program `name` (proc(5) /proc/PID/comm). */
export function parentRunning(pid: number, name: string): ProcessIdentity | undefined {
  const parent = readStat(pid)?.parent;
  return parent !== undefined && readStat(parent)?.name === name ? identify(parent) : undefined;
}

export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

type Stat = { name: string; state: string; parent: number; startTime: string };

function readStat(pid: number): Stat | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command name may hold spaces and parentheses, so fields are counted from its last ")"; the state is field 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  return { name, state: fields[0] ?? '', parent: Number(fields[1]), startTime: fields[19] ?? '' };
}
