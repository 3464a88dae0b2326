import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { MachineError } from '../errors.ts';
import { INSIDE } from './layout.ts';

/** Where netlab remembers, on this machine or as seen from inside a lab. */
export type StateDir = {
  /** One folder per running lab: its record, its lock, its inbox. */
  running: string;
  /** Empty files that start, stop and reset lock. */
  locks: string;
  /** One file per lab: what this learner has finished. */
  progress: string;
  /** One file per lab folder whose programs may run on this machine. */
  trusted: string;
  /** The exam that runs, and the report of the last one. */
  exams: string;
};

/**
 * The state directory, `$XDG_STATE_HOME/netlab` (XDG Base Directory Specification), made with mode 0700 if need be. Inside a lab it is
 * where the sandbox shows it. Throws MachineError when it cannot be made.
 */
export function stateDir(env: NodeJS.ProcessEnv = process.env): StateDir {
  const base = insideLab(env) ? INSIDE.state : join(xdgStateHome(env), 'netlab');
  const dirs = {
    running: join(base, 'running'),
    locks: join(base, 'locks'),
    progress: join(base, 'progress'),
    trusted: join(base, 'trusted'),
    exams: join(base, 'exams'),
  };
  try {
    // Inside a lab the directories are there, on a file system that is read-only around them.
    if (insideLab(env)) return dirs;
    for (const dir of Object.values(dirs)) mkdirSync(dir, { recursive: true, mode: 0o700 });
    // Made by somebody's umask or by hand: what runs is nobody else's business.
    if ((statSync(base).mode & 0o077) !== 0) chmodSync(base, 0o700);
  } catch (error) {
    throw new MachineError(`cannot make ${base}, where netlab remembers running labs and progress: ${reason(error)}`, {
      next: ['make it writable, or set XDG_STATE_HOME to a directory that is'],
      cause: error,
    });
  }
  return dirs;
}

/** The id of the lab whose sandbox we run in, undefined on the machine itself. */
export function insideLab(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['NETLAB_INSIDE'] || undefined;
}

function xdgStateHome(env: NodeJS.ProcessEnv): string {
  const set = env['XDG_STATE_HOME'];
  // The specification tells to ignore relative paths.
  return set?.startsWith('/') ? set : join(env['HOME']?.startsWith('/') ? env['HOME'] : homedir(), '.local', 'state');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
