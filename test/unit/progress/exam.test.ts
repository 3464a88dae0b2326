import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckReport, Report, Status } from '../../../src/checks/report.ts';
import { type Exam, endExamFile, readExam, readLastExam, writeExam } from '../../../src/progress/exam-file.ts';
import { type ExamLab, examReport, lostLab, scoreLab } from '../../../src/progress/exam-score.ts';

const check = (id: string, status: Status, more: Partial<CheckReport> = {}): CheckReport => ({
  ...{ id, status, kind: 'ping', title: id, optional: false, guard: false, points: 1 },
  ...{ expected: '', found: '', because: null, evidence: null, ms: 1 },
  ...more,
});

const reportOf = (tasks: Record<string, CheckReport[]>): Report => ({
  lab: '90-tiny',
  passed: false,
  score: { points: 0, of: 0, bonus: 0 },
  tasks: Object.entries(tasks).map(([id, checks]) => ({ id, title: `Task ${id}`, status: 'passed', checks })),
});

const frame = { lab: '90-tiny', title: 'Tiny', weight: 20, debrief: null };
const scored = (report: Report, shows?: string[]) => {
  const { tasks, points, of, percent } = scoreLab({ ...frame, report }, shows);
  return [
    ...tasks.map((task) => `${task.id} ${task.points}/${task.of} ${task.open.join(' ')}`.trim()),
    points,
    of,
    percent,
  ];
};

const guard = (id: string, status: Status) => check(id, status, { guard: true });
const bonus = (id: string, status: Status) => check(id, status, { optional: true });

describe('the score of a lab', () => {
  test.each<[string, Report, (string | number)[]]>([
    [
      'is the points of what holds',
      reportOf({ a: [check('a.1', 'passed', { points: 3 }), check('a.2', 'failed')], b: [check('b.1', 'passed')] }),
      ['a 3/4 a.2', 'b 1/1', 4, 5, 80],
    ],
    [
      'is not for what held from the start',
      reportOf({ a: [guard('a.1', 'passed'), check('a.2', 'failed')] }),
      ['a 0/1 a.2', 0, 1, 0],
    ],
    [
      'is lost for the task whose guard was broken',
      reportOf({ a: [guard('a.1', 'failed'), check('a.2', 'passed')], b: [check('b.1', 'passed')] }),
      ['a 0/1 a.1', 'b 1/1', 1, 2, 50],
    ],
    ['knows no bonus', reportOf({ a: [check('a.1', 'passed'), bonus('a.2', 'failed')] }), ['a 1/1', 1, 1, 100]],
    [
      'takes what waits, and what nobody could look at, as open',
      reportOf({ a: [check('a.1', 'blocked'), check('a.2', 'unknown')] }),
      ['a 0/2 a.1 a.2', 0, 2, 0],
    ],
    [
      'is rounded down',
      reportOf({ a: [check('a.1', 'passed'), check('a.2', 'passed'), check('a.3', 'failed')] }),
      ['a 2/3 a.3', 2, 3, 66],
    ],
  ])('%s', (_, report, expected) => {
    expect(scored(report)).toEqual(expected);
  });

  test.each<[string, Report, (string | number)[]]>([
    [
      'is for what the fault shows in',
      reportOf({ a: [check('a.1', 'passed'), check('a.2', 'passed')], b: [check('b.1', 'passed')] }),
      ['a 1/1', 1, 1, 100],
    ],
    [
      'is nothing while nothing was mended',
      reportOf({ a: [check('a.1', 'failed'), check('a.2', 'passed')] }),
      ['a 0/1 a.1', 0, 1, 0],
    ],
    [
      'is lost when the mend broke something else',
      reportOf({ a: [check('a.1', 'passed')], b: [check('b.1', 'failed')] }),
      ['a 0/1', 'b 0/0 b.1', 0, 1, 0],
    ],
  ])('with a fault %s', (_, report, expected) => {
    expect(scored(report, ['a.1'])).toEqual(expected);
  });

  test('says when something could not be looked at', () => {
    const { note } = scoreLab({ ...frame, report: reportOf({ a: [check('a.1', 'unknown')] }) }, undefined);
    expect(note).toBe('netlab could not look at 1 of its checks, which count as open');
  });
});

describe('an exam', () => {
  const lab = (points: number, of: number, weight: number): ExamLab => ({ ...lostLab(frame, ''), points, of, weight });
  const began = { startedAt: '2026-03-01T10:00:00.000Z', minutes: 40, endedBy: 'candidate' as const };
  const ended = new Date('2026-03-01T10:30:05.000Z');

  test.each<[ExamLab[], number, boolean]>([
    [[lab(1, 1, 20), lab(0, 30, 10)], 66, true],
    [[lab(1, 1, 10), lab(0, 1, 10)], 50, false],
    [[lab(2, 3, 10), lab(2, 3, 10), lab(2, 3, 10)], 66, true],
    [[lab(1, 1, 30), lab(1, 1, 30), lab(1, 1, 40)], 100, true],
    [[lab(0, 0, 30), lab(1, 1, 10)], 25, false],
  ])('weighs its labs by their minutes: %j', (labs, percent, passed) => {
    expect(examReport(began, ended, labs)).toMatchObject({ percent, passed, passMark: 66 });
  });

  test('counts the seconds, never more than there were', () => {
    expect(examReport(began, ended, []).secondsUsed).toBe(1805);
    expect(examReport(began, new Date('2026-03-01T12:00:00Z'), []).secondsUsed).toBe(2400);
    expect(examReport(began, new Date('2026-03-01T09:00:00Z'), []).secondsUsed).toBe(0);
  });
});

describe('the file of an exam', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'netlab-exam-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const exam: Exam = {
    ...{ format: 1, startedAt: '2026-03-01T10:00:00.000Z', endsAt: '2026-03-01T10:40:00.000Z', minutes: 40 },
    labs: [{ lab: '17-broken-cluster', title: 'Broken', weight: 30, folder: '/labs/17-broken-cluster', seed: 4711 }],
  };

  test('is read as it was written, until the exam has ended', () => {
    expect([readExam(dir), readLastExam(dir)]).toEqual([undefined, undefined]);
    writeExam(dir, exam);
    expect(readExam(dir)).toEqual(exam);
    const report = examReport({ ...exam, endedBy: 'time' }, new Date(exam.endsAt), []);
    endExamFile(dir, report);
    expect([readExam(dir), readLastExam(dir)]).toEqual([undefined, report]);
    expect(readdirSync(dir)).toEqual(['last.json']);
  });

  test.each(['', '{', '[]', '{"format": 2}', '{"labs": []}'])('that cannot be read is none: %j', (text) => {
    for (const name of ['running.json', 'last.json']) writeFileSync(join(dir, name), text);
    expect([readExam(dir), readLastExam(dir)]).toEqual([undefined, undefined]);
  });
});
