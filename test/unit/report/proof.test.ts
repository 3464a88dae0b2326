import './no-color.ts';
import { expect, test } from 'vitest';
import { exitCodeOfProof, labProof, type ProofReport, type RunReport } from '../../../src/proof/proof-report.ts';
import { proofText, runLine } from '../../../src/report/proof.ts';
import { proofJunit } from '../../../src/report/proof-junit.ts';

const run = (more: Partial<RunReport>): RunReport => ({
  ...{ kind: 'start', name: 'start', round: 1, status: 'held', problems: [], notes: [] },
  ...{ mutant: null, open: [], kept: null, ms: 1200 },
  ...more,
});
const mutant = (more: Partial<RunReport>): RunReport =>
  run({
    kind: 'mutation',
    name: 'solution.sh:5 with another prefix length',
    mutant: { file: '/labs/90-tiny/solution.sh', line: 5, change: 'prefix length', was: 'ip a/24', now: 'ip a/25' },
    ...more,
  });
const survivor = mutant({ status: 'survived', problems: ['every check passes all the same'] });
const broken = run({ kind: 'mistake', name: 'mistakes/x.sh', status: 'broken', problems: ['a.1 must <fail>'] });
const unknown = run({ status: 'unknown', problems: ['no sandbox'] });

const reportOf = (runs: RunReport[], strict = false): ProofReport => {
  const proof = labProof('90-tiny', runs, strict);
  return { proved: proof.proved, strict, labs: [proof], ms: 4000 };
};

test.each<[string, RunReport[], boolean, 0 | 1 | 2]>([
  ['all holds', [run({}), mutant({ notes: ['caught by a.1'] })], true, 0],
  ['a mutant survived', [run({}), survivor], false, 0],
  ['a mutant survived where none may', [run({}), survivor], true, 1],
  ['something does not hold', [broken, unknown], false, 1],
  ['netlab could not look', [unknown, run({})], false, 2],
])('the exit code says whether %s', (_, runs, strict, expected) => {
  expect(exitCodeOfProof(reportOf(runs, strict))).toBe(expected);
});

test('a proof reads as a line per kind of run, with survivors by file and line', () => {
  const optional = mutant({ notes: ['optional: so be it'] });
  expect(proofText(reportOf([run({}), mutant({ notes: ['caught by a.1'] }), optional, survivor]))).toBe(`90-tiny
  ✓ 1 fresh start: 1 as it should be
  ? 3 mutants: 1 caught, 1 optional, 1 survived
  ? /labs/90-tiny/solution.sh:5 survived (prefix length)
      \`- ip a/24\`
      \`+ ip a/25\`

Proved. But 1 mutant survived. 4 sandboxes in 4.0 s.
`);
});

test('what does not hold is told with the sandbox that was kept', () => {
  const kept = { ...broken, kept: { lab: '90-tiny-kept', folder: '/tmp/netlab-proof-x' } };
  expect(proofText(reportOf([kept]))).toBe(`90-tiny
  ✗ 1 mistake: 0 as it should be, 1 not
  ✗ mistakes/x.sh
      a.1 must <fail>
      It still runs. Enter it: netlab shell --lab 90-tiny-kept
      End it: netlab stop 90-tiny-kept, and remove /tmp/netlab-proof-x

Not proved. 1 sandbox in 4.0 s.
`);
});

test('JUnit has a case per run', () => {
  expect(
    proofJunit(reportOf([run({}), broken, unknown, survivor]))
      .split('\n')
      .slice(1, -1),
  ).toEqual([
    '<testsuites name="netlab lab test" tests="4" failures="1" errors="1" skipped="1" time="4.800">',
    '  <testsuite name="90-tiny" tests="4" failures="1" errors="1" skipped="1" time="4.800">',
    '    <testcase classname="90-tiny.start" name="start" time="1.200"/>',
    '    <testcase classname="90-tiny.mistake" name="mistakes/x.sh" time="1.200"><failure message="a.1 must &lt;fail&gt;" type="broken">a.1 must &lt;fail&gt;</failure></testcase>',
    '    <testcase classname="90-tiny.start" name="start" time="1.200"><error message="no sandbox" type="unknown">no sandbox</error></testcase>',
    '    <testcase classname="90-tiny.mutation" name="solution.sh:5 with another prefix length" time="1.200"><skipped message="every check passes all the same"/></testcase>',
    '  </testsuite>',
    '</testsuites>',
  ]);
});

test('a line of the log says what ended', () => {
  expect(runLine('90-tiny', { ...broken, round: 2 })).toBe(
    '90-tiny  mistakes/x.sh: broken – a.1 must <fail> (1.2 s, round 2)',
  );
});
