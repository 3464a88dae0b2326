import type { LabProof, ProofReport, RunKind, RunReport } from '../proof/proof-report.ts';
import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { hang, indent } from './wrap.ts';

/** What proving labs found, for a person: a line per kind of run, all that does not hold, the survivors, and the time it took. */
export function proofText(report: ProofReport, width = 80): string {
  return `${[...report.labs.map((lab) => labText(lab, report.strict, width)), ending(report)].join('\n\n')}\n`;
}

/** One finished run, for a log: `03-nat  mistakes/no-way-back.sh: held (1.2 s)`. */
export function runLine(lab: string, run: RunReport): string {
  const said = [...run.problems, ...run.notes].map((text) => plain(text).split('\n')[0]).join('; ');
  const round = run.round > 1 ? `, round ${run.round}` : '';
  return `${lab}  ${plain(run.name)}: ${run.status}${said === '' ? '' : ` – ${said}`} (${seconds(run.ms)}${round})`;
}

const KINDS: readonly { kind: RunKind; one: string; many: string }[] = [
  { kind: 'start', one: 'fresh start', many: 'fresh starts' },
  { kind: 'fault', one: 'fault', many: 'faults' },
  { kind: 'solution', one: 'solution', many: 'solutions' },
  { kind: 'mistake', one: 'mistake', many: 'mistakes' },
  { kind: 'mutation', one: 'mutant', many: 'mutants' },
];

function labText(proof: LabProof, strict: boolean, width: number): string {
  const lines = KINDS.flatMap(({ kind, one, many }) => {
    const runs = proof.runs.filter((run) => run.kind === kind);
    return runs.length === 0 ? [] : [kindText(runs, runs.length === 1 ? one : many, strict)];
  });
  const wrong = proof.runs.filter(({ status }) => status !== 'held').map((run) => wrongText(run, width - 2));
  const notes = proof.runs.filter(({ kind }) => kind === 'start').flatMap(({ notes: said }) => said);
  const hints = [...new Set(notes)].map((note) => hang(theme.quiet('note: '), plain(note), width - 2));
  return [theme.title(plain(proof.lab)), ...[...lines, ...wrong, ...hints].map((text) => indent(text, 2))].join('\n');
}

function kindText(runs: readonly RunReport[], name: string, strict: boolean): string {
  const count = (status: RunReport['status']) => runs.filter((run) => run.status === status).length;
  const [held, survived] = [count('held'), count('survived')];
  const [first, done] = runs[0]?.kind === 'mutation' ? ['caught', 'survived'] : ['as it should be', ''];
  const excused = runs.filter(({ notes }) => notes.some((note) => note.startsWith('optional:'))).length;
  const parts = [`${held - excused} ${first}`];
  if (excused > 0) parts.push(`${excused} optional`);
  if (survived > 0) parts.push(`${survived} ${done}`);
  if (count('broken') > 0) parts.push(`${count('broken')} not`);
  if (count('unknown') > 0) parts.push(`${count('unknown')} could not be looked at`);
  const status =
    count('broken') > 0 || (strict && survived > 0) ? 'failed' : held === runs.length ? 'passed' : 'unknown';
  return `${theme.status(status, marks[status].mark)} ${runs.length} ${name}: ${parts.join(', ')}`;
}

function wrongText(run: RunReport, width: number): string {
  const status = run.status === 'broken' ? 'failed' : 'unknown';
  const where = run.mutant ? `${run.mutant.file}:${run.mutant.line} survived (${run.mutant.change})` : run.name;
  const title = run.status === 'survived' ? where : run.name;
  const round = run.round > 1 ? ` (round ${run.round})` : '';
  const body = [
    ...(run.mutant ? mutantLines(run.mutant) : []),
    ...(run.status === 'survived' ? [] : run.problems.map((problem) => hang('', plain(problem), width - 4))),
    ...run.open
      .filter(({ status: one }) => one !== 'blocked')
      .map(({ id, found, evidence }) =>
        hang('', plain(`${id} found: ${found}${evidence ? ` (${evidence.command})` : ''}`), width - 4),
      ),
    ...(run.kept ? keptLines(run.kept) : []),
  ];
  return [`${theme.status(status, marks[status].mark)} ${plain(title)}${round}`, indent(body.join('\n'), 4)].join('\n');
}

function mutantLines({ was, now }: NonNullable<RunReport['mutant']>): string[] {
  const shown = (mark: string, text: string) =>
    text.split('\n').map((line) => theme.code(plain(`${mark} ${line.trim()}`)));
  const lines = shown('-', was);
  return [...(lines.length > 4 ? [...lines.slice(0, 3), theme.quiet('  …')] : lines), ...(now ? shown('+', now) : [])];
}

function keptLines({ lab, folder }: NonNullable<RunReport['kept']>): string[] {
  return [
    `It still runs. Enter it: ${theme.command(`netlab shell --lab ${lab}`)}`,
    `End it: ${theme.command(`netlab stop ${lab}`)}, and remove ${folder}`,
  ];
}

function ending({ proved, strict, labs, ms }: ProofReport): string {
  const runs = labs.flatMap((lab) => lab.runs);
  const survived = runs.filter(({ status }) => status === 'survived').length;
  const time = `${runs.length} ${runs.length === 1 ? 'sandbox' : 'sandboxes'} in ${seconds(ms)}`;
  const weak = survived > 0 && !strict ? ` But ${survived} ${survived === 1 ? 'mutant' : 'mutants'} survived.` : '';
  if (proved) return `${theme.good('Proved.')}${weak} ${time}.`;
  return `${theme.status('failed', 'Not proved.')} ${time}.`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
