import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kinds } from '../../../src/checks/kinds.ts';
import { listLabs } from '../../../src/lab/catalog.ts';
import { lintLab } from '../../../src/lint/lint-lab.ts';
import { parsePrograms } from '../../../src/machine/programs.ts';
import { FEATURES } from '../../../src/sandbox/features.ts';
import { ROOT } from '../../support/sandbox.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/lint');
const known = { labs: ['sound', 'broken'], requirements: ['vxlan', 'vlan'] };

/** test/fixtures/lint/<what is wrong> ↔ where and what lint finds. */
const table: [string, string[]][] = [
  ['address-of-nothing', ['lab.yaml:24:18 wrong-value']],
  ['allowed', []],
  ['broken', ['lab.yaml:4:8 wrong-value']],
  ['command-of-no-kind', []],
  ['command-runs-a-shell', ['lab.yaml:24:33 command-could-be-typed']],
  ['command-runs-ip', ['lab.yaml:24:33 command-could-be-typed']],
  ['duplicate-address', ['lab.yaml:14:72 duplicate-address']],
  ['empty-list', ['lab.yaml:23:39 asserts-nothing']],
  ['fault-named-in-a-text', ['lab.yaml:25:9 fault-named']],
  ['fault-without-a-mistake', ['lab.yaml:1:1 mistake-missing', 'lab.yaml:25:9 mistake-missing']],
  ['first-hint-is-a-command', ['lab.yaml:20:9 hint-gives-away']],
  ['first-hint-is-the-last', ['lab.yaml:20:9 hint-gives-away']],
  ['first-hint-with-a-gap', []],
  ['host-route-address', []],
  ['matrix-of-one', ['lab.yaml:24:16 asserts-nothing']],
  ['mistake-of-an-unknown-check', ['mistakes/no-prefix.sh:2:14 unknown-check']],
  ['mistake-of-nothing', ['mistakes/no-prefix.sh:1:1 mistake-unproved']],
  ['mistake-of-an-unknown-solution', ['mistakes/no-prefix.sh:4:10 unknown-solution']],
  ['mistake-that-edits-the-solution', []],
  ['mistake-without-about', ['mistakes/no-prefix.sh:1:1 mistake-unexplained']],
  ['no-hints', ['lab.yaml:16:5 hint-missing']],
  ['no-mistakes', ['lab.yaml:1:1 mistake-missing']],
  ['no-solution', ['lab.yaml:1:1 solution-missing']],
  ['one-hint', ['lab.yaml:19:5 hint-missing']],
  ['one-letter-interface', ['lab.yaml:14:13 short-name', 'lab.yaml:14:23 short-name', 'lab.yaml:23:23 short-name']],
  ['one-letter-interface-in-a-check', ['lab.yaml:24:20 short-name']],
  ['only-guards', ['lab.yaml:22:5 task-cannot-fail']],
  ['only-optional-checks', ['lab.yaml:22:5 task-cannot-fail']],
  ['overlapping-subnets', ['lab.yaml:14:72 overlapping-subnets']],
  ['refused-by-shellcheck', []],
  ['same-subnet-twice', ['lab.yaml:15:72 overlapping-subnets']],
  ['script-of-no-fault', ['faults/lost/fault.sh:1:1 script-unused']],
  ['solution-without-a-task', ['solutions/other.sh:1:1 solution-skips-task']],
  ['sound', []],
  ['sound-with-a-fault', []],
  ['symptom-behind-a-task', ['lab.yaml:26:5 symptom-hidden']],
  ['unknown-lab-before', ['lab.yaml:6:9 unknown-lab']],
  ['unknown-node-in-a-script', ['solution.sh:3:7 unknown-node']],
  ['unknown-requirement', ['lab.yaml:6:19 unknown-requirement']],
  ['unknown-task-in-a-script', ['mistakes/no-prefix.sh:4:9 unknown-task']],
  ['unmentioned-check', ['lab.yaml:24:9 check-unmentioned']],
  ['unused-file', ['files/lost.conf:1:1 file-unused']],
  ['unused-script', ['solution2.sh:1:1 script-unused', 'solutions/notes.txt:1:1 script-unused']],
];

test.each(table)('%s: %j', async (name, expected) => {
  const { findings } = await lintLab(join(fixtures, name), kinds, known);
  const found = findings.map(
    ({ file, line, column, code }) => `${file.split(`${name}/`)[1]}:${line}:${column} ${code}`,
  );
  expect(found).toEqual(expected);
});

test('every fixture is in the table', () => {
  expect(table.map(([name]) => name).sort()).toEqual(readdirSync(fixtures).sort());
});

test('what keeps a lab from starting is a problem, and all else a warning', async () => {
  const severities = async (name: string) =>
    (await lintLab(join(fixtures, name), kinds, known)).findings.map(({ severity }) => severity);
  expect(await severities('broken')).toEqual(['problem']);
  expect(await severities('no-hints')).toEqual(['warning']);
});

test('a finding says what was found, what is allowed, and shows the line with a caret', async () => {
  const { findings } = await lintLab(join(fixtures, 'mistake-of-an-unknown-check'), kinds, known);
  expect(findings).toEqual([
    {
      code: 'unknown-check',
      severity: 'warning',
      file: 'test/fixtures/lint/mistake-of-an-unknown-check/mistakes/no-prefix.sh',
      line: 2,
      column: 14,
      message: 'there is no check "address.7": that task has address.1 only',
      excerpt: '    2 | # caught by: address.7\n      |              ^^^^^^^^^',
    },
  ]);
});

test('the labs that come with netlab, and the one that a new lab begins with, mislead nobody', async () => {
  const labs = await listLabs(join(ROOT, 'labs'));
  const programs = parsePrograms(readFileSync(join(ROOT, 'libexec/programs.txt'), 'utf8')).map(({ name }) => name);
  const beside = { labs: labs.map(({ id }) => id), requirements: [...Object.keys(FEATURES), ...programs] };
  const folders = [...labs.map(({ folder }) => folder), join(ROOT, 'libexec/new-lab')];
  const all = await Promise.all(folders.map((folder) => lintLab(folder, kinds, beside)));
  expect(all.flatMap(({ findings }) => findings)).toEqual([]);
});
