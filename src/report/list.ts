import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { padTo, widthOf, wrap } from './wrap.ts';

/** A lab and how far the learner is. `tasks` and `done` are counts; `problem` says why a lab cannot be used. */
export type ListedLab = {
  id: string;
  title: string;
  summary: string;
  level: string;
  minutes: number;
  after: string[];
  tasks: number;
  done: number;
  completed: boolean;
  running: boolean;
  problem?: string;
};

/** The labs by level, in the given order, and what to type next. */
export function listText(labs: readonly ListedLab[], width = 80): string {
  if (labs.length === 0) return 'There are no labs here.';
  const idWidth = Math.max(...labs.map(({ id }) => widthOf(plain(id))));
  const levels = [...new Set(labs.map(({ level }) => level))];
  const groups = levels.map((level) => {
    const texts = labs.filter((lab) => lab.level === level).map((lab) => labText(lab, labs, idWidth, width));
    return [theme.title(level === '' ? 'Not usable' : capitalised(level)), ...texts].join('\n');
  });
  return [...groups, next(labs)].join('\n\n');
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

/** `✓ 01-netns   Rooms in one house              15 min  4 of 4 tasks`, and below it what it teaches. */
function labText(lab: ListedLab, labs: readonly ListedLab[], idWidth: number, width: number): string {
  const left = `${markOf(lab)} ${theme.strong(padTo(plain(lab.id), idWidth))}  `;
  const right = lab.problem === undefined ? `${String(lab.minutes).padStart(3)} min  ${progressOf(lab)}` : '';
  const room = width - widthOf(left) - RIGHT_WIDTH;
  const [title = '', ...rest] = wrap(plain(lab.title), room);
  const below = [
    ...rest,
    ...wrap(plain(lab.problem?.split('\n')[0] ?? lab.summary), width - widthOf(left)),
    ...waiting(lab, labs),
  ];
  const first = `${left}${padTo(title, room)}${theme.quiet(right)}`.trimEnd();
  return [first, ...below.map((line) => ' '.repeat(widthOf(left)) + theme.quiet(line))].join('\n');
}

const RIGHT_WIDTH = '  35 min  10 of 10 tasks'.length;

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

function waiting({ after, completed }: ListedLab, labs: readonly ListedLab[]): string[] {
  const open = after.filter((id) => !labs.find((lab) => lab.id === id)?.completed);
  return completed || open.length === 0 ? [] : [`best after ${open.join(', ')}`];
}

function next(labs: readonly ListedLab[]): string {
  const usable = labs.filter(({ problem }) => problem === undefined);
  const running = usable.find((lab) => lab.running);
  if (running) return `Go on with ${running.id}: ${theme.command('netlab shell')}`;
  const open = usable.find(({ completed }) => !completed);
  return open ? `Type: ${theme.command(`netlab start ${open.id}`)}` : theme.good('All labs are done: well done!');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
