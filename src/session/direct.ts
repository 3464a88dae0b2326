import { MachineError } from '../errors.ts';
import { isThrowAway } from '../sandbox/direct/throw-away.ts';
import { refuseInside, type Session } from './session.ts';

/**
 * Throws unless direct mode may have this machine's network: it is a VM or a container, or a person said that it may all the same.
 */
export function refuseDirect(session: Session, evenHere: boolean): void {
  refuseInside(session, 'start a lab');
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
