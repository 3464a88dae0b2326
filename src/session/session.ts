import { join } from 'node:path';
import { LabStateError } from '../errors.ts';
import { insideLab, type StateDir, stateDir } from '../sandbox/state-dir.ts';
import type { Shelf } from './reading/kept.ts';
import { shelfOf } from './reading/shelf.ts';

/** What a command works with: where netlab is, where it remembers, and on which side of the sandbox's wall it runs. */
export type Session = {
  /** The program's own folder. */
  root: string;
  /** The folder of the labs that come with it. */
  labs: string;
  state: StateDir;
  /** Where labs are kept that have been read; undefined when netlab runs from its source, which changes. */
  shelf: Shelf | undefined;
  /** The lab whose sandbox we run in; undefined on the machine itself. */
  inside: string | undefined;
  env: NodeJS.ProcessEnv;
};

export function openSession(root: string, env: NodeJS.ProcessEnv): Session {
  return {
    root,
    labs: env['NETLAB_LABS'] || join(root, 'labs'),
    state: stateDir(env),
    inside: insideLab(env),
    shelf: shelfOf(root, env),
    env,
  };
}

/** Throws unless we run on the machine itself. `what` completes "… from inside a lab". */
export function refuseInside(session: Session, what: string): void {
  if (session.inside === undefined) return;
  throw new LabStateError(`cannot ${what} from inside the lab ${session.inside}`, {
    next: ['exit   (leaves the lab shell; the lab goes on), then the same again', 'or another terminal'],
  });
}
