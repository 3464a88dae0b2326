import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { miniPlugin } from '../../../scripts/mini-plugin.ts';
import type { CaseName } from '../../../src/cni/cases/cases.ts';
import { openRoom, type Room } from '../../../src/cni/suite/room.ts';
import { runSuite } from '../../../src/cni/suite/run-suite.ts';
import { subjectOf } from '../../../src/cni/suite/subject.ts';
import { exitCodeOfSuite, type SuiteReport } from '../../../src/cni/suite/suite-report.ts';
import { ROOT } from '../../support/sandbox.ts';

/** Whatever a file is, it is a finding: the suite ends, in bounded time, and leaves nothing that runs. */

const { signal } = new AbortController();
const MINUTE = 60_000;
let folder: string;
let room: Room;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-bad-'));
  room = await openRoom(ROOT, fill(folder), signal);
});
afterAll(async () => {
  await room.close();
  rmSync(folder, { recursive: true, force: true });
});

const ANSWERS = 'echo \'{"cniVersion":"1.0.0","supportedVersions":["1.0.0"]}\'';
const AARCH64 = Buffer.concat([Buffer.from('7f454c460201010000000000000000000200b700', 'hex'), Buffer.alloc(200)]);

const PLUGINS: Readonly<Record<string, string | Buffer>> = {
  locked: '#!/bin/sh\n',
  'no-shebang': `${ANSWERS}\n`,
  aarch64: AARCH64,
  empty: '',
  orphan: '#!/no/such/interpreter\n',
  garbage: '#!/bin/sh\necho hello\n',
  'never-ends': '#!/bin/sh\nexec sleep 1000\n',
  'ends-for-version': `#!/bin/sh\n[ "$CNI_COMMAND" != VERSION ] || { ${ANSWERS}; exit; }\nexec sleep 1000\n`,
  'forks-away': '#!/bin/sh\nsetsid sleep 1000 &\nexit 0\n',
  floods: '#!/bin/sh\nexec yes\n',
  dies: '#!/bin/sh\nkill -9 $$\n',
};

function fill(where: string): string {
  chmodSync(where, 0o755);
  for (const [name, content] of Object.entries(PLUGINS)) {
    writeFileSync(join(where, name), content, { mode: name === 'locked' ? 0o644 : 0o755 });
    chmodSync(join(where, name), name === 'locked' ? 0o644 : 0o755);
  }
  return where;
}

function tried(name: string, only?: CaseName[]): Promise<SuiteReport> {
  return runSuite(room.network, room.folder, subjectOf(join(folder, name), {}, {}), { level: 'core', only, signal });
}

test.each([
  ['locked', /is not executable/],
  ['no-shebang', /is neither a program nor a script with a #! line$/],
  ['aarch64', /is a program for another processor \(ELF machine 0x00b7\)$/],
  ['empty', /is empty$/],
  ['orphan', /cannot be started/],
  ['never-ends', /did not end within 10 s and was stopped$/],
  ['floods', /^it printed \d+ characters and more$|was stopped$/],
])(
  'a plugin that is %s does not start as it should, and nothing else is tried',
  { timeout: MINUTE },
  async (name, found) => {
    const report = await tried(name);
    expect(report.cases.find(({ id }) => id === 'starts')).toMatchObject({
      status: 'failed',
      found: expect.stringMatching(found),
    });
    const others = report.cases.filter(({ id, status }) => id !== 'starts' && status !== 'not-applicable');
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set(['blocked']));
    expect(exitCodeOfSuite(report)).toBe(1);
  },
);

test.each([
  ['garbage', /this is not JSON: hello/],
  ['forks-away', /exited with 0, but nothing was printed/],
  ['dies', /was ended by a signal|exited with 137/],
])('a plugin that %s fails in its cases, one by one', { timeout: MINUTE }, async (name, found) => {
  const report = await tried(name, ['version', 'add-interface']);
  for (const { status, found: said, id } of report.cases.filter((one) => one.id !== 'starts')) {
    expect({ id, status, said }).toEqual({ id, status: 'failed', said: expect.stringMatching(found) });
  }
});

test('a plugin that hangs in ADD is given up after some calls', { timeout: 2 * MINUTE }, async () => {
  const began = performance.now();
  const report = await tried('ends-for-version');
  expect(performance.now() - began).toBeLessThan(MINUTE);
  const count = (status: string) => report.cases.filter((one) => one.status === status).length;
  expect(count('blocked')).toBeGreaterThan(count('failed'));
  expect(report.cases.find(({ status }) => status === 'blocked')?.found).toMatch(/^3 calls of the plugin did not end/);
});

test('nothing of them runs on', async () => {
  const { stdout } = await room.network.run('host', ['ps', '-e', '-o', 'args=']);
  expect(stdout).not.toMatch(/sleep 1000|yes$/m);
});

test('the lines of a finding repeat it by hand', { timeout: MINUTE }, async () => {
  const broken = miniPlugin().replace('then rm -f "$file"; fi', 'then :; fi');
  writeFileSync(join(folder, 'mini'), broken, { mode: 0o755 });
  const report = await tried('mini', ['del-frees']);
  const { evidence } = report.cases.find(({ id }) => id === 'del-frees') ?? {};
  const script = `mount -t tmpfs tmpfs /run && mkdir /run/netns\n${evidence?.command.replaceAll(folder, room.folder)}`;
  const host = ['unshare', '--net', '--mount', 'bash', '-c', script];
  const again = await room.network.run('host', host, { timeoutMs: 20_000 });
  expect(again.exitCode).toBe(1);
  expect(again.stdout).toContain('all addresses of 10.244.0.0/30 are taken');
});
