import { INSIDE } from '../../sandbox/layout.ts';
import type { LabRecord } from '../../sandbox/record.ts';
import { withTurn } from '../../system/lock.ts';
import type { Session } from '../session.ts';

/**
 * Who may drive plugins when: "the runtime must exclusively execute either gc or add and delete" (CNI specification, section 3). The file
 * that is locked lies in the sandbox from its start, so that a netlab inside and one outside wait for each other.
 */

const PATIENCE = 60;

/** For ADD, DEL and CHECK: side by side, but not while a GC runs. */
export function besides<T>(session: Session, record: LabRecord, work: () => Promise<T>): Promise<T> {
  return withTurn(lockOf(session, record), 'shared', PATIENCE, work);
}

/** For GC. */
export function alone<T>(session: Session, record: LabRecord, work: () => Promise<T>): Promise<T> {
  return withTurn(lockOf(session, record), 'alone', PATIENCE, work);
}

function lockOf(session: Session, record: LabRecord): string {
  const room = session.inside === undefined ? `/proc/${record.init.pid}/root` : '';
  return `${room}${INSIDE.run}/nodes/${Object.keys(record.nodes)[0]}/pid`;
}
