import { expect, test } from 'vitest';
import { LabStateError } from '../../../src/errors.ts';
import type { LabRecord } from '../../../src/sandbox/record.ts';
import { refuseInExam, timeLeft, timeWords } from '../../../src/session/exam-rules.ts';

test.each([
  [7200, '120 min'],
  [300, '5 min'],
  [299, '4:59 min'],
  [61, '1:01 min'],
  [0, '0:00 min'],
  [-5, '0:00 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(timeWords(seconds)).toBe(words);
});

test('what is left is told in whole seconds, the last one begun', () => {
  const endsAt = '2026-03-01T10:00:00.000Z';
  const at = (time: string) => timeLeft({ endsAt }, Date.parse(time));
  expect(at('2026-03-01T09:59:58.900Z')).toBe(2);
  expect(at('2026-03-01T10:00:00.000Z')).toBe(0);
  expect(at('2026-03-01T10:00:01.500Z')).toBe(-1);
});

test('hints are refused in an exam, and given without one', () => {
  const record = { lab: '01-netns' } as LabRecord;
  expect(() => refuseInExam(record, 'there are no hints')).not.toThrow();
  const inExam = { ...record, exam: { endsAt: '2999-01-01T00:00:00.000Z', minutes: 40 } };
  expect(() => refuseInExam(inExam, 'there are no hints')).toThrow(LabStateError);
  expect(() => refuseInExam(inExam, 'there are no hints')).toThrow(/^in an exam there are no hints: \d+ min left$/);
});
