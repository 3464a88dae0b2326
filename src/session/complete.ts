import { labIds } from '../lab/find.ts';
import { type LabRecord, listRunning } from '../sandbox/record.ts';
import { labOf } from './lab-of.ts';
import { matches } from './matches.ts';
import type { Session } from './session.ts';

/** A command by its words (`cni add`), and its long flags. */
export type KnownCommand = { id: readonly string[]; flags: readonly string[] };

type Source = (session: Session, lab: string | undefined) => Promise<readonly string[]> | readonly string[];

/** What the first argument of a command is. */
const FIRST_ARGUMENT: Record<string, Source> = {
  start: labs,
  'lab checks': runningLabs,
  'lab lint': labs,
  'lab test': labs,
  stop: runningLabs,
  check: tasks,
  task: tasks,
  hint: tasks,
  solution: tasks,
  answer: tasks,
  reset: tasks,
  shell: places,
  exec: places,
  exam: runningLabs,
};

/** What takes more than one: `start` in an exam only. */
const TAKES_MORE: readonly string[] = ['lab lint', 'lab test', 'start'];

/** Candidates for the last of the words that follow `netlab`; empty when there is nothing to offer. Never throws. */
export async function candidates(
  session: Session,
  commands: readonly KnownCommand[],
  words: readonly string[],
): Promise<string[]> {
  const typed = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  try {
    const offered = await offer(session, commands, typed, last);
    return [...new Set(offered)].filter((word) => word.startsWith(last)).sort();
  } catch {
    // Completion has nobody to tell an error to; the command itself will say what is wrong.
    return [];
  }
}

async function offer(session: Session, commands: readonly KnownCommand[], typed: readonly string[], last: string) {
  if (typed.at(-1) === '--lab') return runningLabs(session);
  const command = commands.find(({ id }) => id.every((word, at) => typed[at] === word));
  if (!command) {
    const begun = commands.filter(({ id }) => typed.every((word, at) => id[at] === word));
    return begun.flatMap(({ id }) => id[typed.length] ?? []);
  }
  if (last.startsWith('-')) return command.flags.map((flag) => `--${flag}`);
  const args = typed.slice(command.id.length).filter((word) => !word.startsWith('-'));
  const lab = typed.includes('--lab') ? typed[typed.indexOf('--lab') + 1] : undefined;
  const given = lab === undefined ? args : args.filter((word) => word !== lab);
  const name = command.id.join(' ');
  const takesMore = TAKES_MORE.includes(name) && (name !== 'start' || typed.includes('--exam'));
  if (given.length > 0 && !takesMore) return [];
  const offered = (await FIRST_ARGUMENT[name]?.(session, lab)) ?? [];
  return offered.filter((word) => !given.includes(word));
}

function labs(session: Session): Promise<readonly string[]> {
  return labIds(session.labs);
}

function runningLabs(session: Session): readonly string[] {
  return listRunning(session.state, session.inside !== undefined).map(({ record }) => record.lab);
}

async function tasks(session: Session, lab: string | undefined): Promise<readonly string[]> {
  const record = meant(session, lab);
  return record ? (await labOf(session, record)).tasks.map(({ id }) => id) : [];
}

function places(session: Session, lab: string | undefined): readonly string[] {
  const record = meant(session, lab);
  return record ? [...Object.keys(record.nodes), ...Object.keys(record.namespaces)] : [];
}

/** Which running lab a command would mean; unlike the command, it clears nothing away. */
function meant(session: Session, lab: string | undefined): LabRecord | undefined {
  const running = listRunning(session.state, session.inside !== undefined);
  return running.find(({ record }) => lab === undefined || matches(record.lab, lab))?.record;
}
