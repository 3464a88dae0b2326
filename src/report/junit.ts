import type { CheckReport, Report, TaskReport } from '../checks/report.ts';
import { attributes, escaped } from './xml.ts';

/**
 * A report as JUnit XML, as CI systems read it: a suite per task. Unknown is an error; blocked checks and open bonus checks are skipped.
 */
export function renderJunit(report: Report): string {
  const checks = report.tasks.flatMap((task) => task.checks);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: report.lab, ...totals(checks) })}>`,
    ...report.tasks.map((task) => suite(report.lab, task)),
    '</testsuites>',
  ].join('\n');
}

function suite(lab: string, task: TaskReport): string {
  const head = `  <testsuite${attributes({ name: `${task.id}: ${task.title}`, ...totals(task.checks) })}>`;
  return [head, ...task.checks.map((check) => testCase(`${lab}.${task.id}`, check)), '  </testsuite>'].join('\n');
}

function testCase(classname: string, check: CheckReport): string {
  const open = `    <testcase${attributes({ classname, name: `${check.id} ${check.title}`, time: seconds([check]) })}`;
  const outcome = outcomeOf(check);
  if (outcome === 'passed') return `${open}/>`;
  const message = check.found === '' ? 'not shown in this lab' : check.found;
  if (outcome === 'skipped') return `${open}><skipped${attributes({ message })}/></testcase>`;
  const element = outcome === 'failures' ? 'failure' : 'error';
  const body = `<${element}${attributes({ message, type: check.kind })}>${escaped(details(check))}</${element}>`;
  return `${open}>${body}</testcase>`;
}

function details({ expected, found, because, evidence }: CheckReport): string {
  const lines = [expected && `expected: ${expected}`, found && `found: ${found}`, because && `why: ${because}`];
  const seen = evidence ? [`see it: ${evidence.command}`, evidence.output.trimEnd()] : [];
  return [...lines, ...seen].filter((line) => line).join('\n');
}

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped';

function outcomeOf({ status, optional }: CheckReport): Outcome {
  if (status === 'passed') return 'passed';
  if (optional || status === 'blocked') return 'skipped';
  return status === 'failed' ? 'failures' : 'errors';
}

function totals(checks: readonly CheckReport[]) {
  const count = (outcome: Outcome) => checks.filter((check) => outcomeOf(check) === outcome).length;
  const [failures, errors, skipped] = [count('failures'), count('errors'), count('skipped')];
  return { tests: checks.length, failures, errors, skipped, time: seconds(checks) };
}

function seconds(checks: readonly CheckReport[]): string {
  return (checks.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3);
}
