import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { hang, padTo, widthOf, wrap } from './wrap.ts';

/**
 * A lab and how far the learner is. `tasks` and `done` are counts; `step` is where it is on the path, from 1; `unlocks` the labs that come directly after
 * it; `ready` that all labs it comes after are done; `problem` why it cannot be used.
 */
export type ListedLab = {
  id: string;
  title: string;
  summary: string;
  level: string;
  minutes: number;
  after: string[];
  step: number;
  unlocks: string[];
  ready: boolean;
  tasks: number;
  done: number;
  completed: boolean;
  running: boolean;
  problem?: string;
};

/** The labs as a path, step by step, what each leads to, and what to type next. */
export function listText(labs: readonly ListedLab[], width = 80): string {
  if (labs.length === 0) return 'There are no labs here.';
  const usable = labs.filter(({ problem }) => problem === undefined);
  const steps = [...new Set(usable.map(({ step }) => step))].sort((one, other) => one - other);
  const idWidth = Math.max(...labs.map(({ id }) => widthOf(plain(id))));
  const group = (title: string, those: readonly ListedLab[]) =>
    [theme.title(title), ...those.map((lab) => labText(lab, labs, idWidth, width))].join('\n');
  const broken = labs.filter(({ problem }) => problem !== undefined);
  return [
    ...steps.map((step) =>
      group(
        `Step ${step} of ${steps.at(-1)}`,
        usable.filter((lab) => lab.step === step),
      ),
    ),
    ...(broken.length > 0 ? [group('Not usable', broken)] : []),
    hang('', next(labs), width),
  ].join('\n\n');
}

/** The lines of a picker, in columns: `✓ 01-netns   Rooms in one house       15 min  done`. */
export function choiceTexts(labs: readonly ListedLab[]): string[] {
  const idWidth = Math.max(0, ...labs.map(({ id }) => widthOf(plain(id))));
  const titleWidth = Math.max(0, ...labs.map(({ title }) => widthOf(plain(title))));
  return labs.map((lab) => {
    const end = theme.quiet(`${String(lab.minutes).padStart(3)} min  ${progressOf(lab)}`);
    return `${markOf(lab)} ${padTo(plain(lab.id), idWidth)}  ${padTo(plain(lab.title), titleWidth)}  ${end}`;
  });
}

/** `✓ 01-netns   Rooms in one house              15 min  4 of 4 tasks`, and below it what it teaches and leads to. */
function labText(lab: ListedLab, labs: readonly ListedLab[], idWidth: number, width: number): string {
  const narrow = width < idWidth + RIGHT_WIDTH + LEAST_TITLE;
  const id = plain(lab.id);
  const left = `${markOf(lab)} ${theme.strong(narrow ? id : padTo(id, idWidth))}  `;
  const margin = narrow ? 2 : widthOf(left);
  const right = lab.problem === undefined ? `${String(lab.minutes).padStart(3)} min  ${progressOf(lab)}` : '';
  const title = plain(lab.title);
  const room = width - margin - RIGHT_WIDTH;
  const [first = '', ...rest] = narrow ? ['', ...wrap(title, width - margin)] : wrap(title, room);
  const below = [
    ...rest,
    ...wrap(plain(lab.problem?.split('\n')[0] ?? lab.summary), width - margin),
    ...wrap(waysOf(lab, labs), width - margin),
  ].filter((line) => line !== '');
  const head = narrow
    ? hang(left, theme.quiet(right.trim()), width)
    : `${left}${padTo(first, room)}${theme.quiet(right)}`;
  return [head.trimEnd(), ...below.map((line) => ' '.repeat(margin) + theme.quiet(line))].join('\n');
}

const RIGHT_WIDTH = '  35 min  10 of 10 tasks'.length;
/** Columns below which a title stands on a line of its own. */
const LEAST_TITLE = 20;

/** Colour repeats what the words to the right say. */
function markOf({ problem, completed, running, done }: ListedLab): string {
  if (problem !== undefined) return theme.status('unknown', marks.unknown.mark);
  if (completed) return theme.good(marks.passed.mark);
  if (running) return theme.command('▸');
  return done > 0 ? theme.command('·') : ' ';
}

function progressOf({ tasks, done, completed, running }: ListedLab): string {
  const progress = completed
    ? 'done'
    : done > 0
      ? `${done} of ${tasks} tasks`
      : `${tasks} ${tasks === 1 ? 'task' : 'tasks'}`;
  return running ? `${progress}, runs` : progress;
}

/** `advanced, best after 02-bridge, leads to 04-cni`. */
function waysOf({ level, after, unlocks, completed, problem }: ListedLab, labs: readonly ListedLab[]): string {
  if (problem !== undefined) return '';
  const open = after.filter((id) => labs.some((lab) => lab.id === id && !lab.completed));
  return [
    level,
    ...(completed || open.length === 0 ? [] : [`best after ${open.map(plain).join(', ')}`]),
    ...(unlocks.length === 0 ? [] : [`leads to ${unlocks.map(plain).join(', ')}`]),
  ].join('; ');
}

function next(labs: readonly ListedLab[]): string {
  const usable = labs.filter(({ problem }) => problem === undefined);
  const running = usable.find((lab) => lab.running);
  if (running) return `Go on with ${running.id}: ${theme.command('netlab shell')}`;
  const left = usable.filter(({ completed }) => !completed);
  const open = left.find(({ ready }) => ready) ?? left[0];
  return open ? `Type: ${theme.command(`netlab start ${open.id}`)}` : theme.good('All labs are done: well done!');
}
