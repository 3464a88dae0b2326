import type { CheckReport } from '../checks/report.ts';
import { LabStateError, UsageError } from '../errors.ts';
import type { Lab, LabCheck } from '../lab/lab.ts';
import { readProgress, recordAnswer } from '../progress/progress.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { askLine } from './ask.ts';
import { grade } from './grade.ts';
import { labOf } from './lab-of.ts';
import type { Session } from './session.ts';
import { isInteractive } from './terminal.ts';

/** `check` is how it was judged; undefined in an exam, which judges at its end. */
export type Answered = { question: string; value: string; check: CheckReport | undefined };

/** Takes an answer to a lab's question and judges it against the live system. Asks for it on a terminal when it is not given. */
export async function giveAnswer(
  session: Session,
  record: LabRecord,
  wanted: string | undefined,
  value: string | undefined,
): Promise<Answered> {
  const lab = await labOf(session, record);
  const { answers } = readProgress(session.state.progress, record.lab);
  const check = pickQuestion(lab, wanted, answers);
  const question = (check.entry as { question: string }).question;
  const given = value ?? (isInteractive() ? await askLine(question) : undefined);
  if (given === undefined || given === '') {
    throw new UsageError(`the question is: ${question}`, { next: [`netlab answer ${check.id.split('.')[0]} VALUE`] });
  }
  recordAnswer(session.state.progress, record.lab, check.id, given);
  if (record.exam !== undefined) return { question, value: given, check: undefined };
  const { report } = await grade(session, record, check.id.split('.')[0]);
  const judged = report.tasks.flatMap(({ checks }) => checks).find(({ id }) => id === check.id);
  if (!judged) throw new Error(`the report lacks ${check.id}`);
  return { question, value: given, check: judged };
}

function pickQuestion(lab: Lab, wanted: string | undefined, answers: Readonly<Record<string, string>>): LabCheck {
  const numbered = lab.tasks.map(({ id }, index) => [id, String(index + 1)]);
  const all = lab.tasks.flatMap(({ checks }) => checks).filter(({ kind }) => kind === 'answer');
  const taskOf = (id: string) => id.split('.')[0];
  const meant = all.filter(
    ({ id }) =>
      wanted === undefined ||
      id === wanted ||
      numbered.some((names) => names.includes(wanted) && names[0] === taskOf(id)),
  );
  const check = meant.find(({ id }) => answers[id] === undefined) ?? meant[0];
  if (check) return check;
  const having = [...new Set(all.map(({ id }) => taskOf(id)))].join(', ');
  throw new LabStateError(
    having === ''
      ? `${lab.id} asks no questions`
      : `no question in "${wanted}" of ${lab.id}: the tasks with questions are ${having}`,
    { next: ['netlab check'] },
  );
}
