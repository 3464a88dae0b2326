import { MachineError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { tryFeatures } from '../sandbox/features.ts';
import type { Session } from './session.ts';

/** Throws MachineError when this machine lacks what a lab `requires`; nothing has been built then. */
export async function meetRequirements(session: Session, lab: Lab): Promise<void> {
  if (lab.requires.length === 0) return;
  const missing = (await tryFeatures(session.root, lab.requires)).filter(({ works }) => !works);
  if (missing.length === 0) return;
  const list = missing.map(
    ({ feature, command, said }) => `\n  ${feature}: "${command}" does not work here${said ? ` (${said})` : ''}`,
  );
  throw new MachineError(`${lab.id} needs what this machine lacks:${list.join('')}`, {
    next: ['netlab doctor --fix   (shows what brings it, and asks)', 'netlab list   (other labs)'],
  });
}
