import { kinds } from '../../checks/kinds.ts';
import type { GradableLab } from '../../lab/lab.ts';
import { readLab, soundLab } from '../../lab/load.ts';
import { bringFor } from '../kinds.ts';
import type { Session } from '../session.ts';
import { keepLab } from './kept.ts';

/** The lab in a folder, read from its file and then kept by its id. The kinds of checks that it brings are loaded when its folder is trusted. Throws LabFileError. */
export async function readAnew(session: Session, folder: string, id: string | undefined): Promise<GradableLab> {
  const reading = await readLab(folder, kinds, bringFor(session));
  const lab = soundLab(reading);
  const { shelf } = session;
  if (shelf) keepLab({ build: shelf.build, folder: shelf.personal }, lab, reading.text ?? '', id);
  return lab;
}
