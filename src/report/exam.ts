import type { Lab } from '../lab/lab.ts';
import type { Exam } from '../progress/exam-file.ts';
import type { ExamLab, ExamReport } from '../progress/exam-score.ts';
import { picture } from './picture.ts';
import { plain } from './plain.ts';
import { taskText } from './task.ts';
import { marks, theme } from './theme.ts';
import { hang, padTo, widthOf } from './wrap.ts';

type Width = { text: number; picture: number };

/** An exam that runs: its clock, its labs, and how one works in it. `left` is its time in words. */
export function examText({ labs, minutes, endsAt }: Exam, left: string, width: number): string {
  const idWidth = Math.max(...labs.map(({ lab }) => widthOf(plain(lab))));
  const all = labs.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const until = endsAt.replace(/.*T(\d\d:\d\d).*/, '$1 UTC');
  const first = labs[0]?.lab ?? '';
  const steps: [string, string][] = [
    [`netlab exam ${first}`, 'the tasks of a lab'],
    [`netlab shell --lab ${first}`, 'a shell in a lab; `exit` leaves it'],
    ['netlab exam', 'this page, and the time that is left'],
    ['netlab stop', 'ends the exam and shows the report'],
  ];
  const widest = Math.max(...steps.map(([command]) => command.length));
  return [
    `${theme.title('Exam')} ${theme.quiet(`· ${minutes} minutes, until ${until}:`)} ${theme.strong(`${left} left`)}`,
    labs
      .map(({ lab, title, weight }) =>
        hang(
          `  ${theme.strong(padTo(plain(lab), idWidth))}  `,
          `${plain(title)} ${theme.quiet(`· ${Math.round((100 * weight) / all)} %`)}`,
          width,
        ),
      )
      .join('\n'),
    hang('', 'Nothing is graded before the end, and there are no hints. What counts is how the labs are then.', width),
    steps
      .map(([command, what]) => hang(`    ${theme.command(command.padEnd(widest))}   `, theme.quiet(what), width))
      .join('\n'),
  ].join('\n\n');
}

/** The paper of one lab: what is there, and all that is to be done. */
export function paperText(lab: Lab, left: string, width: Width): string {
  return [
    `${theme.title(lab.id)}  ${theme.title(plain(lab.title))} ${theme.quiet(`· exam, ${left} left`)}`,
    picture(lab.topology, width.picture),
    ...lab.tasks.map((task, at) => taskText(task, at + 1, width.text)),
  ].join('\n\n');
}

/** The report of an exam that has ended. */
export function examReportText(report: ExamReport, width: number): string {
  const { passed, percent, passMark, minutes, secondsUsed, endedBy, labs } = report;
  const used = `${Math.floor(secondsUsed / 60)}:${String(secondsUsed % 60).padStart(2, '0')} of ${minutes}:00 minutes used`;
  const end = endedBy === 'time' ? 'The time is over.' : 'You have ended the exam.';
  const mark = passed ? theme.good(`Passed: ${percent} %`) : theme.status('failed', `Not passed: ${percent} %`);
  return [
    theme.title('Exam report'),
    ...labs.map((lab) => labText(lab, width)),
    `${theme.strong(mark)} ${theme.quiet(`(${passMark} % pass)`)}\n${hang('', `${end} ${used}.`, width)}`,
    hang('', `Again, with hints: ${labs.map(({ lab }) => theme.command(`netlab start ${lab}`)).join(', ')}`, width),
  ].join('\n\n');
}

function labText({ lab, title, points, of, percent, weight, tasks, note, debrief }: ExamLab, width: number): string {
  const score = `${points} of ${of} points, ${percent} %, weighs ${weight}`;
  const head = hang(`${theme.strong(plain(lab))}  `, `${plain(title)} ${theme.quiet(`· ${score}`)}`, width);
  const lines = tasks.flatMap((task) => {
    const status = task.open.length === 0 ? 'passed' : 'failed';
    const sum = task.of === 0 ? 'no points' : `${task.points} of ${task.of}`;
    const first = hang(
      `  ${theme.status(status, marks[status].mark)} `,
      `${plain(task.title)} ${theme.quiet(`· ${sum}`)}`,
      width,
    );
    return [first, ...task.open.map((open) => hang('      ', theme.quiet(plain(open)), width))];
  });
  const broken =
    debrief === null ? [] : [hang('  ', `What it was: ${plain(debrief.title)} (${plain(debrief.layer)})`, width)];
  return [head, ...lines, ...broken, ...(note === null ? [] : [hang('  ', plain(note), width)])].join('\n');
}
