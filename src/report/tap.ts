import type { CheckReport, Report } from '../checks/report.ts';
import { plain } from './plain.ts';

/** A report in the Test Anything Protocol, version 14 (testanything.org). Open bonus checks are TODO, which never fails a run. */
export function renderTap(report: Report): string {
  const checks = report.tasks.flatMap((task) => task.checks);
  return ['TAP version 14', `1..${checks.length}`, ...checks.flatMap(testPoint)].join('\n');
}

function testPoint(check: CheckReport, index: number): string[] {
  const passed = check.status === 'passed';
  const todo = check.optional && !passed ? ' # TODO bonus' : '';
  const line = `${passed ? 'ok' : 'not ok'} ${index + 1} - ${description(check)}${todo}`;
  return passed ? [line] : [line, '  ---', ...diagnosis(check), '  ...'];
}

function description({ id, title }: CheckReport): string {
  const text = plain(`${id} ${title}`).replaceAll(/\s+/g, ' ');
  return text.replaceAll(/[\\#]/g, String.raw`\$&`);
}

/** Values are JSON strings, which are YAML too. */
function diagnosis({ status, kind, expected, found, because, evidence }: CheckReport): string[] {
  const values = { status, kind, expected, found, because, command: evidence?.command, output: evidence?.output };
  return Object.entries(values)
    .filter(([, value]) => value)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(plain(String(value)))}`);
}
