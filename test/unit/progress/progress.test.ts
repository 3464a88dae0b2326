import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report, Status } from '../../../src/checks/report.ts';
import {
  readProgress,
  recordAnswer,
  recordHint,
  recordReport,
  recordSolutionShown,
} from '../../../src/progress/progress.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const LATER = new Date('2026-03-02T10:00:00Z');
const ALL = ['rooms', 'wire'];
const EMPTY = { format: 1, lab: '01-netns', tasks: {}, hints: {}, answers: {}, mended: {}, solutionsShown: [] };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'netlab-progress-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = () => join(dir, '01-netns.json');
const read = () => readProgress(dir, '01-netns');
const report = (statuses: Record<string, Status>): Report => ({
  lab: '01-netns',
  passed: Object.values(statuses).every((status) => status === 'passed'),
  score: { points: 0, of: 0, bonus: 0 },
  tasks: Object.entries(statuses).map(([id, status]) => ({ id, title: id, status, checks: [] })),
});

describe('a report', () => {
  test('adds the tasks that passed', () => {
    recordReport(dir, '01-netns', report({ rooms: 'passed', wire: 'failed' }), NOW, ALL);
    expect(read()).toEqual({ ...EMPTY, tasks: { rooms: { doneAt: '2026-03-01T10:00:00.000Z' } } });
  });

  test('never takes back what was achieved, nor its date', () => {
    recordReport(dir, '01-netns', report({ rooms: 'passed', wire: 'passed' }), NOW, ALL);
    const before = read();
    recordReport(dir, '01-netns', report({ rooms: 'failed', wire: 'unknown' }), LATER, ALL);
    recordReport(dir, '01-netns', report({ rooms: 'passed', wire: 'passed' }), LATER, ALL);
    expect(read()).toEqual(before);
  });

  test('completes the lab when every task of it passed at once', () => {
    recordReport(dir, '01-netns', report({ rooms: 'passed', wire: 'passed' }), NOW, ALL);
    expect(read().completedAt).toBe('2026-03-01T10:00:00.000Z');
  });

  test('of a single task does not complete the lab', () => {
    recordReport(dir, '01-netns', report({ rooms: 'passed' }), NOW, ALL);
    recordReport(dir, '01-netns', report({ wire: 'passed' }), NOW, ALL);
    expect(read().completedAt).toBeUndefined();
    expect(Object.keys(read().tasks)).toEqual(ALL);
  });

  test('says which fault was mended, and when first', () => {
    const debrief = { fault: 'lost-route', title: 'A lost route', layer: 'routes', text: 'Gone.', seed: 3 };
    for (const now of [NOW, LATER])
      recordReport(dir, '01-netns', { ...report({ rooms: 'passed' }), debrief }, now, ALL);
    expect(read().mended).toEqual({ 'lost-route': '2026-03-01T10:00:00.000Z' });
  });

  test('that proves nothing new does not touch the file', () => {
    recordReport(dir, '01-netns', report({ rooms: 'failed', wire: 'failed' }), NOW, ALL);
    expect(existsSync(file())).toBe(false);
    recordReport(dir, '01-netns', report({ rooms: 'passed', wire: 'failed' }), NOW, ALL);
    utimesSync(file(), 1, 1);
    recordReport(dir, '01-netns', report({ rooms: 'passed', wire: 'failed' }), LATER, ALL);
    expect(statSync(file()).mtimeMs).toBe(1000);
  });
});

test('hints only ever count up', () => {
  recordHint(dir, '01-netns', 'rooms', 2);
  recordHint(dir, '01-netns', 'rooms', 1);
  recordHint(dir, '01-netns', 'wire', 0);
  expect(read().hints).toEqual({ rooms: 2 });
});

test('the latest answer counts', () => {
  recordAnswer(dir, '01-netns', 'talk.7', '4');
  recordAnswer(dir, '01-netns', 'talk.7', '5');
  expect(read().answers).toEqual({ 'talk.7': '5' });
});

test('a solution that was shown is listed once', () => {
  recordSolutionShown(dir, '01-netns', 'wire');
  recordSolutionShown(dir, '01-netns', 'wire');
  expect(read().solutionsShown).toEqual(['wire']);
});

test('each lab has a file of its own, for the learner alone', () => {
  recordHint(dir, '01-netns', 'rooms', 1);
  expect(readProgress(dir, '02-bridge')).toEqual({ ...EMPTY, lab: '02-bridge' });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('a directory that has vanished is made again', () => {
  rmSync(dir, { recursive: true });
  recordHint(dir, '01-netns', 'rooms', 1);
  expect(read().hints).toEqual({ rooms: 1 });
});

describe('a file that cannot be read counts as no progress and is kept aside', () => {
  test.each([
    ['empty', ''],
    ['truncated', '{"format": 1, "lab": "01-netns", "tas'],
    ['no JSON at all', '\u0000\u0001ELF'],
    ['JSON of another kind', '[1, 2]'],
    ['null', 'null'],
    ['of a newer version', '{"format": 2, "lab": "01-netns", "achievements": []}'],
    ['with a value of the wrong type', JSON.stringify({ ...EMPTY, hints: { rooms: 'two' } })],
  ])('%s', (_title, text) => {
    writeFileSync(file(), text);
    expect(read()).toEqual(EMPTY);
    expect(readFileSync(file(), 'utf8')).toBe(text);
    recordHint(dir, '01-netns', 'rooms', 1);
    expect(read().hints).toEqual({ rooms: 1 });
    expect(readFileSync(`${file()}.bak`, 'utf8')).toBe(text);
  });
});
