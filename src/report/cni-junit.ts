import type { CaseOutcome, SuiteReport } from '../cni/suite/suite-report.ts';
import { attributes, escaped } from './xml.ts';

/** A plugin's conformance as JUnit XML. Unknown is an error; what is not applicable, or waits for another case, is skipped. */
export function suiteJunit(report: SuiteReport): string {
  const name = `${report.plugin} CNI ${report.spec}`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'netlab cni test', ...totals(report) })}>`,
    `  <testsuite${attributes({ name, ...totals(report) })}>`,
    ...report.cases.map((outcome) => testCase(report.plugin, outcome)),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

function testCase(plugin: string, outcome: CaseOutcome): string {
  const { id, title, found, rule } = outcome;
  const time = (outcome.ms / 1000).toFixed(3);
  const open = `    <testcase${attributes({ classname: `cni.${plugin}`, name: `${id}: ${title}`, time })}`;
  const element = elementOf(outcome);
  if (element === undefined) return `${open}/>`;
  const message = attributes({ message: found });
  if (element === 'skipped') return `${open}><skipped${message}/></testcase>`;
  return `${open}><${element}${message}${attributes({ type: rule.force })}>${escaped(details(outcome))}</${element}></testcase>`;
}

function details({ rule, expected, found, because, evidence }: CaseOutcome): string {
  return [
    `${rule.section}: ${rule.sentence}`,
    rule.link,
    expected && `expected: ${expected}`,
    `found: ${found}`,
    because && `why: ${because}`,
    evidence && `by hand:\n${evidence.command}\n${evidence.output}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function elementOf({ status }: CaseOutcome): 'failure' | 'error' | 'skipped' | undefined {
  if (status === 'passed') return undefined;
  if (status === 'failed') return 'failure';
  return status === 'unknown' ? 'error' : 'skipped';
}

function totals({ cases, ms }: SuiteReport) {
  const count = (element: string) => cases.filter((outcome) => elementOf(outcome) === element).length;
  const time = (ms / 1000).toFixed(3);
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped'), time };
}
