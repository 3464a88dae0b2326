import type { Finding, LintReport } from '../lint/finding.ts';
import { theme } from './theme.ts';

/** Every finding as a compiler would print it, with its code, and one line that sums up. */
export function lintText({ labs, notLooked }: LintReport): string {
  const findings = labs.flatMap((lab) => lab.findings);
  const problems = findings.filter(({ severity }) => severity === 'problem').length;
  const bad = labs.filter((lab) => lab.findings.length > 0).length;
  const counts = `${counted(problems, 'problem')}, ${counted(findings.length - problems, 'warning')}`;
  const looked = notLooked.map((what) => `Not looked at: ${what}`);
  const all = counted(labs.length, 'lab');
  const clean =
    notLooked.length === 0 ? theme.good(`${all}: no problems, no warnings`) : `${all}: nothing else was found`;
  const sum = bad === 0 ? clean : `${counts} in ${bad} of ${all}`;
  return [...findings.map(findingText), ...looked, sum].join('\n');
}

/** Annotations as GitHub Actions reads them from standard output (its documentation: "Workflow commands"). */
export function lintAnnotations({ labs, notLooked }: LintReport): string {
  const found = labs.flatMap(({ findings }) => findings.map(annotation));
  return [...found, ...notLooked.map((what) => `::notice title=not looked at::${escaped(what)}`)].join('\n');
}

function findingText({ file, line, column, severity, code, message, excerpt }: Finding): string {
  const head = `${theme.strong(`${file}:${line}:${column}`)}  ${severity} ${theme.quiet(`[${code}]`)} ${message}`;
  return excerpt === '' ? head : `${head}\n${excerpt}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function annotation({ file, line, column, severity, code, message }: Finding): string {
  const level = severity === 'problem' ? 'error' : 'warning';
  const where = Object.entries({ file, line, col: column, title: code }).map(([key, value]) => {
    return `${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`;
  });
  return `::${level} ${where.join(',')}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
