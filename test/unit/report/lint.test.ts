import { expect, test } from 'vitest';
import type { Finding, LintReport } from '../../../src/lint/finding.ts';
import { lintAnnotations, lintText } from '../../../src/report/lint.ts';

const finding: Finding = {
  code: 'hint-missing',
  severity: 'warning',
  file: 'labs/a,b:c/lab.yaml',
  line: 3,
  column: 5,
  message: '100% of\nthe hints are missing',
  excerpt: '    3 | hints: []\n      |     ^',
};

function reportOf(findings: Finding[], notLooked: string[] = []): LintReport {
  const labs = [
    { id: '20-a', folder: '/labs/20-a', findings },
    { id: '21-b', folder: '/labs/21-b', findings: [] },
  ];
  return { clean: findings.length === 0, labs, notLooked };
}

test('a finding has its place, severity, code, sentence and source line', () => {
  const text = lintText(reportOf([finding, { ...finding, severity: 'problem' }]));
  expect(text).toContain('labs/a,b:c/lab.yaml:3:5  warning [hint-missing] 100%');
  expect(text).toContain('\n    3 | hints: []\n      |     ^\n');
  expect(text.split('\n').at(-1)).toBe('1 problem, 1 warning in 1 of 2 labs');
});

test('a clean report says how much it looked at, and what it could not look at', () => {
  expect(lintText(reportOf([]))).toBe('2 labs: no problems, no warnings');
  expect(lintText(reportOf([], ['the shell scripts: none']))).toMatch(
    /^Not looked at: the shell scripts: none\n2 labs: nothing else/,
  );
});

test('annotations escape what GitHub reads as their own marks', () => {
  const where = 'file=labs/a%2Cb%3Ac/lab.yaml,line=3,col=5,title=hint-missing';
  const problem: Finding = { ...finding, severity: 'problem' };
  expect(lintAnnotations(reportOf([finding, problem], ['x'])).split('\n')).toEqual([
    `::warning ${where}::100%25 of%0Athe hints are missing`,
    `::error ${where}::100%25 of%0Athe hints are missing`,
    '::notice title=not looked at::x',
  ]);
});
