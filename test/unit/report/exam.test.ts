import './no-color.ts';
import { expect, test } from 'vitest';
import type { ExamReport } from '../../../src/progress/exam-score.ts';
import { examReportText, examText } from '../../../src/report/exam.ts';
import { widthOf } from '../../../src/report/wrap.ts';

const exam = {
  ...{ format: 1 as const, startedAt: '2026-03-01T10:00:00.000Z', endsAt: '2026-03-01T10:40:00.000Z', minutes: 40 },
  labs: [
    { lab: '03-nat', title: 'A way out, and a way in', weight: 30, folder: '/labs/03-nat' },
    { lab: '17-broken-cluster', title: 'Something is broken', weight: 10, folder: '/labs/17', seed: 3 },
  ],
};

const report: ExamReport = {
  ...{ startedAt: exam.startedAt, endedAt: '2026-03-01T10:31:05.000Z', endedBy: 'candidate', minutes: 40 },
  ...{ secondsUsed: 1865, percent: 75, passMark: 66, passed: true },
  labs: [
    {
      ...{ lab: '03-nat', title: 'A way out, and a way in', weight: 30, points: 9, of: 9, percent: 100, note: null },
      tasks: [{ id: 'gateway', title: 'A gateway for red and blue', points: 9, of: 9, open: [] }],
      debrief: null,
    },
    {
      ...{ lab: '17-broken-cluster', title: 'Something is broken', weight: 10, points: 0, of: 2, percent: 0 },
      tasks: [{ id: 'pods', title: 'Pods reach each other', points: 0, of: 2, open: ['Every pod reaches every pod'] }],
      debrief: { fault: 'mask', title: 'Orange had a wrong mask', layer: 'addresses', text: '', seed: 3 },
      note: 'netlab could not look at 1 of its checks, which count as open',
    },
  ],
};

test('an exam that runs says its clock, its labs and what each weighs', () => {
  expect(examText(exam, '23 min', 80)).toMatchInlineSnapshot(`
    "Exam · 40 minutes, until 10:40 UTC: 23 min left

      03-nat             A way out, and a way in · 75 %
      17-broken-cluster  Something is broken · 25 %

    Nothing is graded before the end, and there are no hints. What counts is how the
    labs are then.

        netlab exam 03-nat          the tasks of a lab
        netlab shell --lab 03-nat   a shell in a lab; \`exit\` leaves it
        netlab exam                 this page, and the time that is left
        netlab stop                 ends the exam and shows the report"
  `);
});

test('the report of an exam says what was reached, lab by lab and task by task', () => {
  expect(examReportText(report, 80)).toMatchInlineSnapshot(`
    "Exam report

    03-nat  A way out, and a way in · 9 of 9 points, 100 %, weighs 30
      ✓ A gateway for red and blue · 9 of 9

    17-broken-cluster  Something is broken · 0 of 2 points, 0 %, weighs 10
      ✗ Pods reach each other · 0 of 2
          Every pod reaches every pod
      What it was: Orange had a wrong mask (addresses)
      netlab could not look at 1 of its checks, which count as open

    Passed: 75 % (66 % pass)
    You have ended the exam. 31:05 of 40:00 minutes used.

    Again, with hints: netlab start 03-nat, netlab start 17-broken-cluster"
  `);
});

test('one that was not passed says so without colour too', () => {
  const text = examReportText({ ...report, percent: 65, passed: false, endedBy: 'time' }, 80);
  expect(text).toContain('Not passed: 65 % (66 % pass)\nThe time is over.');
});

test.each([80, 60])('both fit %d columns', (width) => {
  const lines = `${examText(exam, '23 min', width)}\n${examReportText(report, width)}`.split('\n');
  expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
});
