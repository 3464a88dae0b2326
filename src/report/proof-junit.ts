import type { LabProof, ProofReport, RunReport } from '../proof/proof-report.ts';
import { attributes, escaped } from './xml.ts';

/** What proving labs found as JUnit XML: a suite per lab, a case per run. Unknown is an error; a survivor that is allowed is skipped. */
export function proofJunit({ labs, strict }: ProofReport): string {
  const runs = labs.flatMap((lab) => lab.runs);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'netlab lab test', ...totals(runs, strict) })}>`,
    ...labs.map((lab) => suite(lab, strict)),
    '</testsuites>',
  ].join('\n')}\n`;
}

function suite({ lab, runs }: LabProof, strict: boolean): string {
  const head = `  <testsuite${attributes({ name: lab, ...totals(runs, strict) })}>`;
  return [head, ...runs.map((run) => testCase(lab, run, strict)), '  </testsuite>'].join('\n');
}

function testCase(lab: string, run: RunReport, strict: boolean): string {
  const name = run.round > 1 ? `${run.name} (round ${run.round})` : run.name;
  const open = `    <testcase${attributes({ classname: `${lab}.${run.kind}`, name, time: (run.ms / 1000).toFixed(3) })}`;
  const outcome = outcomeOf(run, strict);
  if (outcome === 'passed') return `${open}/>`;
  const message = run.problems[0] ?? run.status;
  if (outcome === 'skipped') return `${open}><skipped${attributes({ message })}/></testcase>`;
  const element = outcome === 'failures' ? 'failure' : 'error';
  return `${open}><${element}${attributes({ message, type: run.status })}>${escaped(details(run))}</${element}></testcase>`;
}

function details({ problems, mutant, open }: RunReport): string {
  const change = mutant ? [`${mutant.file}:${mutant.line}`, `- ${mutant.was}`, `+ ${mutant.now}`] : [];
  return [...problems, ...change, ...open.map(({ id, found }) => `${id} found: ${found}`)].join('\n');
}

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped';

function outcomeOf({ status }: RunReport, strict: boolean): Outcome {
  if (status === 'held') return 'passed';
  if (status === 'unknown') return 'errors';
  return status === 'survived' && !strict ? 'skipped' : 'failures';
}

function totals(runs: readonly RunReport[], strict: boolean) {
  const count = (outcome: Outcome) => runs.filter((run) => outcomeOf(run, strict) === outcome).length;
  const time = (runs.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3);
  return { tests: runs.length, failures: count('failures'), errors: count('errors'), skipped: count('skipped'), time };
}
