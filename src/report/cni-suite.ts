import type { CaseOutcome, CaseStatus, SuiteReport } from '../cni/suite/suite-report.ts';
import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { hang, indent } from './wrap.ts';

/** What a plugin's conformance came to, for a person. */

const SHOWN: Readonly<Record<CaseStatus, { mark: string; word: string }>> = {
  passed: marks.passed,
  failed: { ...marks.failed, word: 'failed' },
  blocked: marks.blocked,
  unknown: marks.unknown,
  'not-applicable': { mark: '·', word: 'not applicable' },
};

/** One case, for a log: `✓ del-repeats`, `✗ version-echo: asked with …`. */
export function caseLine({ id, status, found }: CaseOutcome): string {
  return `${paint(status, SHOWN[status].mark)} ${id}${status === 'passed' ? '' : `: ${firstLine(found)}`}`;
}

/** The whole report: a line per case, all that does not hold with its rule and how to repeat it, and the count. */
export function suiteText(report: SuiteReport, { width, verbose }: { width: number; verbose: boolean }): string {
  const blocks = report.cases
    .filter(({ status }) => status !== 'not-applicable')
    .map((outcome) => caseText(outcome, width, verbose));
  const head = `${theme.title(plain(report.plugin))}  CNI ${plain(report.spec)}, level ${report.level}`;
  return `${[head, blocks.join('\n'), ...notApplicable(report, width), ending(report)].join('\n\n')}\n`;
}

function caseText(outcome: CaseOutcome, width: number, verbose: boolean): string {
  const { id, title, status } = outcome;
  const line = hang(`${paint(status, SHOWN[status].mark)} `, `${plain(title)} ${theme.quiet(`(${id})`)}`, width);
  if (status === 'passed' && !verbose) return line;
  if (status === 'blocked') return `${line}\n${indent(hang('waits: ', plain(outcome.found), width - 2), 2)}`;
  return [line, indent(details(outcome, width - 2), 2)].join('\n');
}

function details({ rule, expected, found, because, evidence }: CaseOutcome, width: number): string {
  const said = (label: string, text: string) => (text === '' ? [] : [hang(theme.quiet(label), plain(text), width)]);
  return [
    ...said(`${rule.section} (${rule.force}): `, `“${rule.sentence}”`),
    theme.link(rule.link),
    ...said('expected: ', expected),
    ...said('found:    ', found),
    ...said('why:      ', because ?? ''),
    ...(evidence ? [theme.quiet('by hand, as root on an empty host:'), shownCommand(evidence.command)] : []),
    ...(evidence?.output.trim() ? [theme.quiet('printed:'), indent(plain(evidence.output.trim()), 2)] : []),
  ].join('\n');
}

/** Lines to copy: never wrapped. */
function shownCommand(command: string): string {
  return indent(
    plain(command)
      .split('\n')
      .map((line) => theme.command(line))
      .join('\n'),
    2,
  );
}

function notApplicable({ cases }: SuiteReport, width: number): string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, status, found } of cases) {
    if (status === 'not-applicable') reasons.set(found, [...(reasons.get(found) ?? []), id]);
  }
  if (reasons.size === 0) return [];
  const lines = [...reasons].map(([why, ids]) => hang('· ', `${plain(why)}: ${ids.join(', ')}`, width));
  return [[theme.quiet('Not applicable:'), ...lines].join('\n')];
}

function ending({ cases, ms }: SuiteReport): string {
  const count = (status: CaseStatus) => cases.filter((one) => one.status === status).length;
  const order: CaseStatus[] = ['passed', 'failed', 'blocked', 'unknown', 'not-applicable'];
  const parts = order.filter((status) => count(status) > 0).map((status) => `${count(status)} ${SHOWN[status].word}`);
  const failed = cases.filter(({ status }) => status === 'failed');
  const must = failed.filter(({ rule }) => rule.force === 'must').length;
  const weight = failed.length === 0 ? '' : ` (${must} must, ${failed.length - must} should)`;
  const good = failed.length === 0 && count('blocked') + count('unknown') === 0;
  const word = good ? theme.good('Conformant.') : paint('failed', 'Not conformant.');
  return `${word} ${parts.join(', ')}${weight}. ${(ms / 1000).toFixed(1)} s.`;
}

function paint(status: CaseStatus, text: string): string {
  return status === 'not-applicable' ? theme.quiet(text) : theme.status(status, text);
}

function firstLine(text: string): string {
  return plain(text).split('\n')[0] ?? '';
}
