import { describe, expect, test } from 'vitest';
import { must, should } from '../../../src/cni/spec.ts';
import { type CaseOutcome, exitCodeOfSuite, type SuiteReport } from '../../../src/cni/suite/suite-report.ts';
import { suiteJunit } from '../../../src/report/cni-junit.ts';
import { caseLine, suiteText } from '../../../src/report/cni-suite.ts';

const outcome = (change: Partial<CaseOutcome>): CaseOutcome => ({
  ...{
    id: 'del-repeats',
    title: 'DEL can be repeated',
    status: 'passed',
    expected: 'DEL exits with 0',
    found: 'it does',
  },
  ...{
    because: null,
    evidence: null,
    ms: 120,
    rule: must('section 2, DEL', 'Plugins MUST accept multiple `DEL` calls'),
  },
  ...change,
});
const failed = outcome({
  ...{ status: 'failed', found: 'a second DEL: code 3 <gone>', because: 'kubelet repeats DEL' },
  evidence: {
    command: 'ip netns add try-a\nenv CNI_COMMAND=DEL /x/mini <<< \'{"name":"n"}\'',
    output: '(exit code 1)',
  },
});
const reportOf = (...cases: CaseOutcome[]): SuiteReport => ({
  ...{ plugin: 'mini', file: '/x/mini', spec: '1.0.0', level: 'core', versions: ['1.0.0'], cases, ms: 2500 },
  list: { cniVersion: '1.0.0', name: 'n', disableCheck: false, disableGC: false, plugins: [{ type: 'mini' }] },
});
const text = (...cases: CaseOutcome[]) => suiteText(reportOf(...cases), { width: 100, verbose: false });

describe('the text', () => {
  test('has a line for what passed, and the count', () => {
    expect(text(outcome({}))).toBe(
      'mini  CNI 1.0.0, level core\n\n✓ DEL can be repeated (del-repeats)\n\nConformant. 1 passed. 2.5 s.\n',
    );
  });

  test('says of a failure what the specification says, what was found, and how to repeat it', () => {
    const said = text(failed);
    expect(said).toContain('section 2, DEL (must): “Plugins MUST accept multiple `DEL` calls”');
    expect(said).toContain('https://github.com/containernetworking/cni/blob/spec-v1.1.0/SPEC.md#del-');
    expect(said).toContain('found:    a second DEL: code 3 <gone>');
    expect(said).toContain('why:      kubelet repeats DEL');
    expect(said).toContain('    env CNI_COMMAND=DEL /x/mini <<< \'{"name":"n"}\'\n');
    expect(said).toMatch(/Not conformant\. 1 failed \(1 must, 0 should\)\. 2\.5 s\.\n$/);
  });

  test('counts what is not applicable by its reason', () => {
    const said = text(outcome({ status: 'not-applicable', found: 'the configuration names no ipam', id: 'ipam-gc' }));
    expect(said).toContain('· the configuration names no ipam: ipam-gc');
    expect(said).toContain('Conformant. 1 not applicable.');
  });

  test('is not conformant when something could not be looked at', () => {
    expect(text(outcome({ status: 'unknown', found: 'no host' }))).toContain('Not conformant. 1 could not look.');
  });
});

test.each([
  ['passed', 0],
  ['not-applicable', 0],
  ['failed', 1],
  ['unknown', 2],
] as const)('a case that is %s gives the exit code %d', (status, code) => {
  expect(exitCodeOfSuite(reportOf(outcome({}), outcome({ status })))).toBe(code);
});

test('a log has a line per case', () => {
  expect(caseLine(outcome({}))).toBe('✓ del-repeats');
  expect(caseLine(failed)).toBe('✗ del-repeats: a second DEL: code 3 <gone>');
});

test('JUnit has failures with their rule, errors, and what is skipped', () => {
  const rule = should('section 2, GC', 'A plugin SHOULD remove as many stale resources as possible.');
  const xml = suiteJunit(
    reportOf(
      outcome({}),
      failed,
      outcome({ status: 'unknown', found: 'no host', rule }),
      outcome({ status: 'not-applicable', found: 'no ipam' }),
    ),
  );
  expect(xml).toContain('tests="4" failures="1" errors="1" skipped="1" time="2.500"');
  expect(xml).toContain('<failure message="a second DEL: code 3 &lt;gone&gt;" type="must">section 2, DEL: ');
  expect(xml).toContain('<error message="no host" type="should">');
  expect(xml).toContain('<skipped message="no ipam"/>');
});
