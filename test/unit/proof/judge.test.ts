import { describe, expect, test } from 'vitest';
import type { CheckReport, Report, Status } from '../../../src/checks/report.ts';
import { judgeFault, judgeMistake, judgeMutant, judgeStart, judgeTasks } from '../../../src/proof/judge.ts';

const check = (id: string, status: Status, more: Partial<CheckReport> = {}): CheckReport => ({
  ...{ id, status, kind: 'ping', title: id, optional: false, guard: false, points: 1 },
  ...{ expected: '', found: 'nothing', because: null, evidence: null, ms: 1 },
  ...more,
});

/** A report of one task per letter: `{ a: [passed, failed] }`. */
const reportOf = (tasks: Record<string, (Status | CheckReport)[]>): Report => {
  const reports = Object.entries(tasks).map(([id, statuses]) => {
    const checks = statuses.map((one, at) => (typeof one === 'string' ? check(`${id}.${at + 1}`, one) : one));
    const worst = (['failed', 'unknown', 'blocked'] as const).find((status) =>
      checks.some((one) => one.status === status && !one.optional),
    );
    return { id, title: id, status: worst ?? ('passed' as const), checks };
  });
  const passed = reports.every(({ status }) => status === 'passed');
  return { lab: '90-tiny', passed, score: { points: 0, of: 0, bonus: 0 }, tasks: reports };
};

const told = ({ status, problems, notes }: { status: string; problems: string[]; notes: string[] }) => [
  status,
  ...problems,
  ...notes,
];

describe('a fresh start', () => {
  test.each<[string, Report, string[]]>([
    ['holds when every task is open', reportOf({ a: ['failed'], b: ['failed'] }), ['held']],
    [
      'has a task that nothing can fail',
      reportOf({ a: ['passed'], b: ['failed'] }),
      ['broken', 'the task a holds at the start, before anything was done'],
    ],
    [
      'has a check that holds too early',
      reportOf({ a: ['passed', 'failed'] }),
      ['held', 'a.1 holds at the start already: should it be a guard?'],
    ],
    ['has a guard that holds', reportOf({ a: [check('a.1', 'passed', { guard: true }), 'failed'] }), ['held']],
    [
      'has a guard that does not',
      reportOf({ a: [check('a.1', 'failed', { guard: true })] }),
      ['broken', 'the guard a.1 does not hold at the start'],
    ],
    ['cannot be looked at', reportOf({ a: ['unknown'] }), ['unknown', 'netlab could not look at a.1: nothing']],
    ['has an open bonus', reportOf({ a: ['failed', check('a.2', 'blocked', { optional: true })] }), ['held']],
  ])('%s', (_, report, expected) => {
    expect(told(judgeStart(report))).toEqual(expected);
  });
});

describe('a fault', () => {
  test.each<[string, Report, string[]]>([
    ['shows in the checks that it names', reportOf({ a: ['failed', 'passed'], b: ['passed'] }), ['held']],
    ['may show in others too', reportOf({ a: ['failed', 'failed'] }), ['held', 'also fails: a.2']],
    [
      'that does not show is broken',
      reportOf({ a: ['passed', 'failed'] }),
      ['broken', 'the fault is to show in a.1, which is passed', 'also fails: a.2'],
    ],
    ['cannot be looked at', reportOf({ a: ['unknown'] }), ['unknown', 'netlab could not look at a.1: nothing']],
  ])('%s', (_, report, expected) => {
    expect(told(judgeFault(report, ['a.1']))).toEqual(expected);
  });
});

describe('a solution', () => {
  test.each<[string, Report, string[]]>([
    ['holds when every task does', reportOf({ a: ['passed', check('a.2', 'failed', { optional: true })] }), ['held']],
    [
      'names open checks',
      reportOf({ a: ['passed', 'failed'], b: ['blocked'] }),
      ['broken', 'a does not hold at its end: a.2', 'b does not hold at its end: b.1'],
    ],
    [
      'is unknown when netlab could not look',
      reportOf({ a: ['unknown', 'passed'] }),
      ['unknown', 'netlab could not look at a.1: nothing'],
    ],
  ])('%s', (_, report, expected) => {
    expect(told(judgeTasks(report, 'at its end'))).toEqual(expected);
  });
});

describe('a mistake', () => {
  test.each<[string, Report, string | undefined, string[]]>([
    ['is caught', reportOf({ a: ['failed', 'passed'] }), 'a.1', ['held']],
    [
      'is caught by others too',
      reportOf({ a: ['failed', 'failed'], b: ['blocked'] }),
      'a.1',
      ['held', 'also fails: a.2'],
    ],
    ['is not caught', reportOf({ a: ['passed'] }), 'a.1', ['broken', 'a.1 must fail and is passed: no check fails']],
    [
      'is hidden by a task before',
      reportOf({ a: ['failed'], b: ['blocked'] }),
      'b.1',
      ['broken', 'b.1 must fail and is blocked: what fails is a.1'],
    ],
    ['names no check of the lab', reportOf({ a: ['failed'] }), 'a.2', ['broken', 'the lab has no check "a.2"']],
    [
      'names a check that cannot look',
      reportOf({ a: ['unknown'] }),
      'a.1',
      ['unknown', 'netlab could not look at a.1: nothing'],
    ],
  ])('%s', (_, report, caughtBy, expected) => {
    expect(told(judgeMistake(report, caughtBy))).toEqual(expected);
  });
});

describe('a mutant', () => {
  test.each<[string, Report, string | undefined, string[]]>([
    ['is caught', reportOf({ a: ['passed', 'failed'], b: ['unknown'] }), undefined, ['held', 'caught by a.2']],
    ['survives', reportOf({ a: ['passed'] }), undefined, ['survived', 'every check passes all the same']],
    ['may survive', reportOf({ a: ['passed'] }), 'so be it', ['held', 'optional: so be it']],
    ['is caught although it may survive', reportOf({ a: ['failed'] }), 'so be it', ['held', 'caught by a.1']],
    [
      'is not caught by a bonus',
      reportOf({ a: ['passed', check('a.2', 'failed', { optional: true })] }),
      undefined,
      ['survived', 'every check passes all the same'],
    ],
    [
      'is not caught by a look that broke',
      reportOf({ a: ['unknown'] }),
      undefined,
      ['unknown', 'netlab could not look at a.1: nothing'],
    ],
  ])('%s', (_, report, optional, expected) => {
    expect(told(judgeMutant(report, optional))).toEqual(expected);
  });
});
