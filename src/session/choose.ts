import { realpath } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { findLab } from '../lab/find.ts';
import type { Lab } from '../lab/lab.ts';
import { choose } from './ask.ts';
import type { Session } from './session.ts';
import { isInteractive } from './terminal.ts';

/** The lab that a person names, or picks from a list on a terminal, read and found without problems. */
export async function chooseLab(session: Session, wanted: string | undefined): Promise<Lab> {
  const { readLabOf } = await import('./reading/read-lab.ts');
  return readLabOf(session, await chooseFolder(session, wanted));
}

/** The folder of the lab that a person names, or picks from a list on a terminal: absolute, and no link. */
export async function chooseFolder(session: Session, wanted: string | undefined): Promise<string> {
  const name = wanted ?? (await pick(session));
  return realpath(await findLab(name, session.labs, process.cwd()));
}

async function pick(session: Session): Promise<string> {
  if (!isInteractive()) {
    throw new UsageError('start needs the name of a lab when there is no terminal to choose on', {
      next: ['netlab list', 'netlab start 01-netns'],
    });
  }
  const [{ choiceTexts }, { listWithProgress }] = await Promise.all([import('../report/list.ts'), import('./list.ts')]);
  const labs = (await listWithProgress(session)).filter(({ problem }) => problem === undefined);
  const names = choiceTexts(labs);
  return choose(
    'Which lab?',
    labs.map(({ id }, at) => ({ name: names[at] ?? id, value: id, short: id })),
  );
}
