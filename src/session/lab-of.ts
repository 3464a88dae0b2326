import { existsSync } from 'node:fs';
import { LabStateError } from '../errors.ts';
import type { GradableLab, Lab, Task } from '../lab/lab.ts';
import { INSIDE } from '../sandbox/layout.ts';
import type { LabRecord } from '../sandbox/record.ts';
import type { Session } from './session.ts';

/** The lab of a record, as its file says now, so that an author's edits count at once. */
export async function labOf(session: Session, record: LabRecord): Promise<Lab> {
  const { readLabOf } = await import('./reading/read-lab.ts');
  return named(await readLabOf(session, folderOf(session, record), record.lab), record);
}

/** As {@link labOf}, with the kinds of its checks, for who grades it. */
export async function gradableLabOf(session: Session, record: LabRecord): Promise<GradableLab> {
  const { readGradable } = await import('./reading/read-lab.ts');
  return named(await readGradable(session, folderOf(session, record), record.lab), record);
}

function folderOf(session: Session, record: LabRecord): string {
  const folder = session.inside === undefined ? record.folder : INSIDE.lab;
  if (!existsSync(folder)) {
    throw new LabStateError(`the folder of ${record.lab} has vanished: ${folder}`, {
      next: [`netlab stop ${record.lab}   (still works)`, 'or put the folder back'],
    });
  }
  return folder;
}

/** Inside, the folder has netlab's name for it and not its own. */
function named<Of extends Lab>(lab: Of, record: LabRecord): Of {
  return { ...lab, id: record.lab };
}

/** A task of a lab by id or number (from 1). Throws LabStateError with the tasks that there are. */
export function pickTask(lab: Lab, wanted: string): Task {
  const task = lab.tasks.find(({ id }, index) => id === wanted || String(index + 1) === wanted);
  if (task) return task;
  throw new LabStateError(
    `${lab.id} has no task "${wanted}": its tasks are ${lab.tasks.map(({ id }) => id).join(', ')}`,
    {
      next: ['netlab check'],
    },
  );
}
