import { realpathSync } from 'node:fs';
import { kindsNamedIn } from '../../lab/brought.ts';
import { findLab } from '../../lab/find.ts';
import { refuseInside, type Session } from '../session.ts';
import { distrust, trust } from '../trust.ts';

/** What `netlab lab trust --json` prints. `programs` are as the lab file names them. */
export type Trusted = { folder: string; trusted: boolean; programs: readonly string[] };

/** Lets the programs of a lab's folder run on this machine, or no longer. Runs none of them. */
export async function setTrust(session: Session, name: string, wanted: boolean): Promise<Trusted> {
  refuseInside(session, 'trust a lab');
  const folder = realpathSync(await findLab(name, session.labs, process.cwd()));
  if (wanted) trust(session, folder);
  else distrust(session, folder);
  return { folder, trusted: wanted, programs: await kindsNamedIn(folder) };
}
