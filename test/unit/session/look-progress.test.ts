import { expect, test } from 'vitest';
import { progressLine } from '../../../src/session/look-progress.ts';

test.each([
  [{ seconds: 0, seen: 0, looking: [] }, '04-cni: looking …'],
  [{ seconds: 0, seen: 1, looking: ['net.1'] }, '04-cni: 1 check seen, looking at net.1 …'],
  [
    { seconds: 3, seen: 12, looking: ['a', 'b', 'c', 'd', 'e'] },
    '04-cni: 3 s, 12 checks seen, looking at a, b, c and 2 more …',
  ],
])('%o', (state, line) => {
  expect(progressLine('04-cni', state)).toBe(line);
});
