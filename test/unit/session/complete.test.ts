import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRecord } from '../../../src/sandbox/record.ts';
import { candidates } from '../../../src/session/complete.ts';
import { openSession, type Session } from '../../../src/session/session.ts';
import { identify } from '../../../src/system/processes.ts';
import { ROOT } from '../../support/sandbox.ts';

const commands = [
  { id: ['start'], flags: ['dry-run', 'shell'] },
  { id: ['stop'], flags: ['all', 'lab'] },
  { id: ['exam'], flags: ['json'] },
  { id: ['status'], flags: ['json'] },
  { id: ['check'], flags: ['lab', 'watch'] },
  { id: ['exec'], flags: ['lab'] },
  { id: ['lab', 'checks'], flags: ['json'] },
  { id: ['cni', 'add'], flags: ['lab'] },
  { id: ['cni', 'del'], flags: ['lab'] },
];

let session: Session;
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'netlab-complete-'));
  session = openSession(ROOT, { XDG_STATE_HOME: home });
  writeRecord(session.state, {
    format: 1,
    lab: '03-nat',
    title: '',
    folder: join(ROOT, 'labs', '03-nat'),
    startedAt: '2026-01-01T00:00:00.000Z',
    phase: 'running',
    init: identify(process.pid) ?? { pid: 0, startTime: '', boot: '' },
    singleId: false,
    nodes: { host: 3, server: 4 },
    namespaces: { red: 'host' },
    workspaces: [],
  });
});
afterAll(() => rmSync(home, { recursive: true }));

test.each([
  [['st'], ['start', 'status', 'stop']],
  [
    ['cni', ''],
    ['add', 'del'],
  ],
  [['cni', 'x'], []],
  [['start', '02'], ['02-bridge']],
  [['start', '01-netns', '02'], []],
  [['start', '--exam', '01-netns', '01'], []],
  [['start', '--exam', '01-netns', '--minutes', '40', '02'], ['02-bridge']],
  [['exam', ''], ['03-nat']],
  [['stop', ''], ['03-nat']],
  [['stop', '--lab', ''], ['03-nat']],
  [
    ['start', '--'],
    ['--dry-run', '--shell'],
  ],
  [
    ['exec', ''],
    ['host', 'red', 'server'],
  ],
  [['exec', 'red', ''], []],
  [['lab', 'checks', ''], ['03-nat']],
  [['check', 'm'], ['masquerade']],
  [['check', '--lab', '03-nat', 'pub'], ['publish']],
  [['check', '--lab', 'no-such-lab', ''], []],
  [['no-such-command', ''], []],
])('after netlab %j it offers %j', async (words, offered) => {
  expect(await candidates(session, commands, words)).toEqual(offered);
});
