import type { Lab, Task } from '../lab/lab.ts';
import { picture } from './picture.ts';
import { plain } from './plain.ts';
import { taskText } from './task.ts';
import { theme } from './theme.ts';
import { hang, wrap } from './wrap.ts';

export type Brief = {
  lab: Lab;
  /** The first open task; undefined when all are done. */
  task: Task | undefined;
  /** From 1. */
  taskNumber: number;
  /** Columns. Text is wrapped for 80 at most, for long lines are hard to read; the picture may use all. */
  width: number;
  /** A lab shell opens next. */
  interactive: boolean;
};

/** Folders the learner edits: `path` in the lab is `folder` on their own machine. */
type Workspaces = readonly { path: string; folder: string }[];

/**
 * What a learner sees after `netlab start`: what the lab is about, what is there, what to do first, and what to type. All but the folders can be written
 * before the lab runs.
 */
export function briefText({ lab, task, taskNumber, width, interactive }: Brief): (workspaces: Workspaces) => string {
  const textWidth = Math.min(width, 80);
  const before = [
    `${heading(lab, textWidth)}\n${wrap(plain(lab.summary), textWidth).join('\n')}`,
    picture(lab.topology, width),
    task ? taskText(task, taskNumber, textWidth) : theme.good('All tasks of this lab are done.'),
  ];
  const steps = nextSteps(lab, interactive);
  return (workspaces) =>
    [...before, ...(workspaces.length > 0 ? [foldersText(workspaces, textWidth)] : []), steps].join('\n\n');
}

function heading({ id, title, level, minutes, tasks }: Lab, width: number): string {
  const size = `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}, about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, ${level}`;
  return hang(`${theme.title(id)}  `, `${theme.title(plain(title))} ${theme.quiet(`· ${size}`)}`, width);
}

function foldersText(workspaces: Workspaces, width: number): string {
  const intro = 'Edit these files on your own machine, with your own editor. They outlive the lab:';
  const folders = workspaces.map(({ path, folder }) => `    ${plain(folder)}   (${plain(path)} in the lab)`);
  return [...wrap(intro, width), ...folders].join('\n');
}

function nextSteps({ id, topology }: Lab, interactive: boolean): string {
  const node = Object.keys(topology.nodes)[0] ?? 'host';
  const enter: [string, string][] = interactive
    ? [['exit', 'leaves the lab shell that opens now; the lab goes on']]
    : [
        ['netlab shell', 'a shell in the lab'],
        [`netlab exec ${node} -- ip link`, 'one command in the lab'],
      ];
  const steps: [string, string][] = [
    ['netlab check', 'what holds, what does not, and why'],
    ['netlab task', 'what the next open task asks'],
    ['netlab hint', 'a nudge, then a bigger one'],
    ...enter,
    [`netlab stop ${id}`, 'ends the lab and leaves no trace'],
  ];
  const widest = Math.max(...steps.map(([command]) => command.length));
  const lines = steps.map(([command, what]) => `    ${theme.command(command.padEnd(widest))}   ${theme.quiet(what)}`);
  return [theme.title('What to type'), ...lines].join('\n');
}
