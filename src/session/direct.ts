import { MachineError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { isThrowAway } from '../sandbox/direct/throw-away.ts';
import type { Session } from './session.ts';
import { isTrusted } from './trust.ts';

/**
 * Throws unless direct mode may have this machine's network for a lab: the machine is a VM or a container, or a person said that it may all the same; and
 * the lab's folder is trusted, for in direct mode its scripts are the machine's root.
 */
export function refuseDirect(session: Session, { folder }: Pick<Lab, 'folder'>, evenHere: boolean): void {
  if (!isTrusted(session, folder)) {
    throw new MachineError(`the scripts of ${folder} would run as root of this machine`, {
      next: [
        `sudo netlab lab trust ${folder}   (when you know what they do)`,
        'the same without --direct: in a sandbox',
      ],
    });
  }
  if (evenHere || isThrowAway()) return;
  throw new MachineError(
    'this looks like a real machine, neither a VM nor a container: direct mode would change its own network',
    {
      next: [
        'netlab start LAB   (in a sandbox, which changes nothing)',
        'vagrant up   (a VM; then sudo netlab start LAB --direct in it)',
        'the same with --on-real-machine, if you may lose the connection to it',
      ],
    },
  );
}
