import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LabRecord, listRunning, readRunning, removeRecord, writeRecord } from '../../../src/sandbox/record.ts';
import type { StateDir } from '../../../src/sandbox/state-dir.ts';
import { identify } from '../../../src/system/processes.ts';

let state: StateDir;
let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'netlab-record-'));
  state = {
    running: join(base, 'running'),
    locks: join(base, 'locks'),
    progress: join(base, 'progress'),
    trusted: join(base, 'trusted'),
    exams: join(base, 'exams'),
  };
  mkdirSync(state.running);
});
afterEach(() => rmSync(base, { recursive: true }));

const own = identify(process.pid);
const record = (lab: string, changes: Partial<LabRecord> = {}): LabRecord => ({
  format: 1,
  lab,
  title: lab,
  folder: '/labs',
  startedAt: '2026-01-01T00:00:00.000Z',
  phase: 'running',
  init: own ?? { pid: 1, startTime: '', boot: '' },
  singleId: false,
  nodes: { host: 3 },
  namespaces: {},
  workspaces: [],
  ...changes,
});

test('a record of a process that lives is a running lab', () => {
  writeRecord(state, record('01-netns'));
  expect(readRunning(state, '01-netns')?.state).toBe('running');
});

test.each([
  ['another process got its number', { startTime: '0' }],
  ['the machine was started anew', { boot: 'another boot' }],
  ['nothing has its number', { pid: 2 ** 22 }],
])('when %s, the lab is gone', (_, init) => {
  writeRecord(state, record('01-netns', { init: { ...record('x').init, ...init } }));
  expect(readRunning(state, '01-netns')?.state).toBe('gone');
});

test.each(['', '{"format": 1, "lab": "01-ne', '[]', 'null', '{"format": 2}'])(
  'a file that holds %j is no record',
  (text) => {
    mkdirSync(join(state.running, '01-netns'));
    writeFileSync(join(state.running, '01-netns', 'record.json'), text);
    expect(readRunning(state, '01-netns')).toBeUndefined();
    expect(listRunning(state)).toEqual([]);
  },
);

test('the lab started last comes first, and removing one leaves the other', () => {
  writeRecord(state, record('01-netns', { startedAt: '2026-01-01T00:00:00.000Z' }));
  writeRecord(state, record('02-bridge', { startedAt: '2026-01-02T00:00:00.000Z' }));
  expect(listRunning(state).map((lab) => lab.record.lab)).toEqual(['02-bridge', '01-netns']);
  removeRecord(state, '02-bridge');
  expect(listRunning(state).map((lab) => lab.record.lab)).toEqual(['01-netns']);
});
