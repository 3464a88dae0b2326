import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AnyCheckKind } from '../../../src/checks/check.ts';
import { kinds } from '../../../src/checks/kinds.ts';
import type { Kinds } from '../../../src/checks/looking.ts';
import { CancelledError } from '../../../src/errors.ts';
import { loadLab } from '../../../src/lab/load.ts';
import { exitCodeOfProof, type ProofReport } from '../../../src/proof/proof-report.ts';
import { type ProveOptions, proveLabs } from '../../../src/proof/prove.ts';
import { readRunning } from '../../../src/sandbox/record.ts';
import { openSession, type Session } from '../../../src/session/session.ts';
import { stopLabs } from '../../../src/session/stop.ts';
import { ROOT } from '../../support/sandbox.ts';

/** A lab with a weak check (an address of any prefix length will do), a mistake that nothing catches, and a workspace. */
const LAB = `format: 1
title: A lab of a test
summary: It is small.
level: beginner
minutes: 1
topology:
  nodes:
    host:
      namespaces: {red: {interfaces: {eth0: {peer: red-br}}}}
      workspace: [{path: /srv/own}]
tasks:
  - id: up
    title: Up
    text: Up.
    checks:
      - link: {at: "host:red-br", mtu: 1400}
      - route: {at: red, to: default, exists: false}
        guard: true
  - id: address
    title: Address
    text: Address.
    after: [up]
    checks:
      - command: {at: red, run: [ip, -br, address, show, dev, eth0], stdout: {contains: 10.0.0.1}}
`;

let home: string;
let folder: string;
let session: Session;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netlab-test-'));
  folder = join(home, '90-tiny');
  // What a proof leaves behind would be here.
  vi.stubEnv('TMPDIR', home);
  session = openSession(ROOT, { XDG_STATE_HOME: join(home, 'state') });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await stopLabs(session, 'all');
  rmSync(home, { recursive: true, force: true });
});

const SOLUTION = [
  '# task: up',
  'ip link set red-br mtu 1400',
  'ip link set red-br alias uplink',
  'ip link set red-br promisc on # optional: it is a habit',
  '# task: address',
  'ip -n red addr add 10.0.0.1/24 dev eth0',
];

const writeLab = (scripts: Record<string, readonly string[]>, lab = LAB) => {
  const files = { 'lab.yaml': lab.split('\n'), 'solution.sh': SOLUTION, ...scripts };
  for (const [name, lines] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  }
};

const prove = async (options: Partial<ProveOptions> = {}, known: Kinds = kinds): Promise<ProofReport> => {
  const signal = new AbortController().signal;
  const defaults = {
    only: undefined,
    repeat: 1,
    mutate: 'reference' as const,
    strict: false,
    keep: false,
    jobs: 3,
    signal,
  };
  return proveLabs(session, [await loadLab(folder, known)], { ...defaults, ...options });
};

const outcomes = ({ labs }: ProofReport) =>
  labs.flatMap(({ runs }) => runs.map(({ name, status, problems, notes }) => [name, status, ...problems, ...notes]));

const scratchFolders = () => readdirSync(home).filter((name) => name.startsWith('netlab-proof-'));

test('a weak check lets a mutant survive, and the report says where', async () => {
  writeLab({});
  const report = await prove({ only: 'mutation' });
  const dropped = report.labs[0]?.runs.filter(({ mutant }) => mutant?.change === 'dropped') ?? [];
  expect(dropped.map(({ status, notes, mutant }) => [mutant?.line, status, ...notes])).toEqual([
    [2, 'held', 'caught by up.1'],
    [3, 'survived'],
    [4, 'held', 'optional: it is a habit'],
    [6, 'held', 'caught by address.1'],
  ]);
  const prefix = report.labs[0]?.runs.find(({ mutant }) => mutant?.change === 'prefix length');
  expect([prefix?.status, prefix?.mutant?.now]).toEqual(['survived', 'ip -n red addr add 10.0.0.1/25 dev eth0']);
  expect(report.labs[0]?.mutants).toEqual({ all: 6, caught: 3, optional: 1, survived: 2 });
  expect(exitCodeOfProof(report)).toBe(0);
  expect(exitCodeOfProof(await prove({ only: 'mutation', strict: true }))).toBe(1);
  expect(scratchFolders()).toEqual([]);
});

test('a check that may be late catches a mutant too, even when a later task makes up for it', async () => {
  const mtu = 'ip link set red-br mtu 1400';
  const address = 'ip -n red addr add 10.0.0.1/24 dev eth0';
  writeLab(
    { 'solution.sh': ['# task: up', mtu, '# task: address', mtu, address] },
    LAB.replace('mtu: 1400}', 'mtu: 1400}\n        within: 1'),
  );
  const dropped = (await prove({ only: 'mutation' })).labs[0]?.runs.filter(({ mutant }) => mutant?.line === 2);
  expect(dropped?.map(({ status, notes }) => [status, ...notes])).toEqual([['held', 'caught by up.1']]);
});

const FAULT = `${LAB.replace('{peer: red-br}', '{peer: red-br, addresses: [10.0.0.1/24]}').replace('mtu: 1400', 'mtu: 1500')}faults:
  - {id: small, title: Small, layer: link, shows: [up.1], debrief: Small.}
  - {id: lost, title: Lost, layer: network, shows: [up.1, address.1], debrief: Lost.}
`;

test('a lab with faults is whole before one, and each shows and can be mended', async () => {
  writeLab(
    {
      'solution.sh': [],
      'faults/small/fault.sh': ['ip link set red-br mtu 1400'],
      'faults/small/solution.sh': ['ip link set red-br mtu 1500', 'ip link set red-br alias uplink'],
      'faults/small/mistakes/larger.sh': ['# caught by: up.1', 'ip link set red-br mtu 1600'],
      'faults/lost/fault.sh': ['ip -n red addr del 10.0.0.1/24 dev eth0'],
      'faults/lost/solution.sh': ['ip -n red addr add 10.0.0.1/24 dev eth0'],
      'faults/lost/mistakes/no-such-device.sh': ['# caught by: address.1', 'ip -n red addr add 10.0.0.1/24 dev eth7'],
    },
    FAULT.replace('after: [up]', 'after: []'),
  );
  rmSync(join(folder, 'solution.sh'));
  const report = await prove({ strict: true });
  const about = outcomes(report).filter(([name]) => !/with another/.test(name ?? ''));
  expect(about.map((words) => words.map((word) => word?.replaceAll(folder, '')))).toEqual([
    ['start', 'held'],
    ['faults/small', 'held'],
    ['faults/small/solution.sh', 'held'],
    ['faults/small/mistakes/larger.sh', 'held'],
    ['faults/small/solution.sh:1 dropped', 'held', 'caught by up.1'],
    ['faults/small/solution.sh:2 dropped', 'survived', 'every check passes all the same'],
    ['faults/lost', 'broken', 'the fault is to show in up.1, which is passed', 'also fails: address.1'].slice(0, 3),
    ['faults/lost/solution.sh', 'held'],
    ['faults/lost/mistakes/no-such-device.sh', 'broken', expect.stringContaining('Cannot find device "eth7"')],
    ['faults/lost/solution.sh:1 dropped', 'held', 'caught by address.1'],
  ]);
  expect(exitCodeOfProof(report)).toBe(1);
  expect(scratchFolders()).toEqual([]);
});

test('a mistake that nothing catches, or another check, is told', async () => {
  writeLab({
    'mistakes/caught.sh': ['# caught by: address.1', 'ip link set red-br mtu 1400'],
    'mistakes/not-caught.sh': ['# caught by: address.1', ...SOLUTION],
    'mistakes/elsewhere.sh': ['# caught by: up.2', 'ip link set red-br mtu 1400'],
    'mistakes/blocked.sh': ['# caught by: address.1', 'ip -n red link set eth0 up'],
    'mistakes/no-header.sh': ['ip link set red-br mtu 1400'],
    'mistakes/no-check.sh': ['# caught by: up.9', 'ip link set red-br mtu 1400'],
    'mistakes/does-not-run.sh': ['# caught by: up.1', 'ip link set none up'],
  });
  const report = await prove({ only: 'mistake' });
  expect(outcomes(report).map(([name, status, first]) => [name, status, first?.replaceAll(folder, '')])).toEqual([
    ['mistakes/blocked.sh', 'broken', 'address.1 must fail and is blocked: what fails is up.1'],
    ['mistakes/caught.sh', 'held', undefined],
    [
      'mistakes/does-not-run.sh',
      'broken',
      '/mistakes/does-not-run.sh, from line 1 on: exit code 1: Cannot find device "none"',
    ],
    ['mistakes/elsewhere.sh', 'broken', 'up.2 must fail and is passed: what fails is address.1'],
    ['mistakes/no-check.sh', 'broken', 'the lab has no check "up.9"'],
    ['mistakes/no-header.sh', 'broken', 'its header does not name the check that must fail (`# caught by: TASK.N`)'],
    ['mistakes/not-caught.sh', 'broken', 'address.1 must fail and is passed: no check fails'],
  ]);
  expect(exitCodeOfProof(report)).toBe(1);
});

test('a mistake that a check catches only beside another one is told', async () => {
  const beside = `
      - command: {at: host, run: [sh, -c, sleep 0.4; test ! -e /tmp/seen]}
      - command: {at: host, run: [touch, /tmp/seen]}
        guard: true
  - id: address`;
  writeLab({ 'mistakes/by-chance.sh': ['# caught by: up.3', 'true'] }, LAB.replace('\n  - id: address', beside));
  expect(outcomes(await prove({ only: 'mistake' }))).toEqual([
    [
      'mistakes/by-chance.sh',
      'broken',
      'up.3 passes when it is looked at alone: what other checks do at the same moment makes it fail',
    ],
  ]);
});

test('a mistake may be a filter for a solution, whose tasks run as that one’s do', async () => {
  const head = ['# caught by: address.1', '# edits: solution.sh'];
  writeLab({
    'mistakes/address-dropped.sh': [...head, "sed '/addr add/d'"],
    'mistakes/fails.sh': [...head, 'sed --no-such-option'],
    'mistakes/nothing-of-it.sh': [...head, "sed '/addr delete/d'"],
    'mistakes/of-another-lab.sh': ['# caught by: address.1', '# edits: ../solution.sh', 'cat'],
    'mistakes/of-nobody.sh': ['# caught by: address.1', '# edits: solutions/none.sh', 'cat'],
    'mistakes/wrong-device.sh': [...head, "sed 's/dev eth0/dev eth7/'"],
  });
  const report = await prove({ only: 'mistake' });
  const said = outcomes(report).map((words) => words.map((word) => word?.replaceAll(folder, '').split('\n')[0]));
  expect(said).toEqual([
    ['mistakes/address-dropped.sh', 'held'],
    ['mistakes/fails.sh', 'broken', expect.stringContaining('/mistakes/fails.sh: exit code ')],
    ['mistakes/nothing-of-it.sh', 'broken', '/mistakes/nothing-of-it.sh changes nothing in solution.sh'],
    ['mistakes/of-another-lab.sh', 'broken', '/mistakes/of-another-lab.sh edits ../solution.sh, which is no solution'],
    ['mistakes/of-nobody.sh', 'broken', '/mistakes/of-nobody.sh edits solutions/none.sh, which is no solution'],
    [
      'mistakes/wrong-device.sh',
      'broken',
      '/mistakes/wrong-device.sh: what it makes of solution.sh, from line 6 on: exit code 1: Cannot find device "eth7"',
    ],
  ]);
});

test('a solution is tried part by part, as often as wanted', async () => {
  writeLab({
    'solutions/late.sh': ['# task: up', 'true', '# task: address', ...SOLUTION.filter((line) => !line.startsWith('#'))],
    'solutions/unfinished.sh': ['# task: up', 'ip link set red-br mtu 1400'],
  });
  const report = await prove({ only: 'solution', repeat: 2 });
  const once = [
    ['solution.sh', 'held'],
    ['solutions/late.sh', 'broken', 'up does not hold after its part for up: up.1'],
    ['solutions/unfinished.sh', 'broken', 'address does not hold at its end: address.1'],
  ];
  expect(outcomes(report)).toEqual([...once, ...once]);
});

const THREE_TASKS = `tasks:
  - {id: address, title: A, text: A., checks: [{command: {at: red, run: [ip, -br, address], stdout: {contains: 10.0.0.1}}}]}
  - {id: up, title: B, text: B., checks: [{link: {at: "red:eth0", state: up}}]}
  - {id: mtu, title: C, text: C., checks: [{link: {at: "red:eth0", mtu: 1400}}]}
`;

test('what breaks an earlier task is seen at once, or at the end where its check is costly', async () => {
  const [there, gone] = ['ip -n red addr add 10.0.0.1/24 dev eth0', 'ip -n red addr flush dev eth0'];
  const [up, mtu] = ['ip -n red link set eth0 up', 'ip -n red link set eth0 mtu 1400'];
  writeLab(
    {
      'solution.sh': ['# task: address', there, '# task: up', up, gone, '# task: mtu', mtu, there],
      'solutions/broken.sh': ['# task: address', there, '# task: up', up, '# task: mtu', mtu, gone],
    },
    LAB.replace(/^tasks:[\s\S]*/m, THREE_TASKS),
  );
  const problem = 'address does not hold';
  expect(outcomes(await prove({ only: 'solution' }))).toEqual([
    ['solution.sh', 'broken', `${problem} after its part for up: address.1`],
    ['solutions/broken.sh', 'broken', `${problem} at its end: address.1`],
  ]);
  const command = { ...(kinds.get('command') as AnyCheckKind), costly: true };
  expect(outcomes(await prove({ only: 'solution' }, new Map(kinds).set('command', command)))).toEqual([
    ['solution.sh', 'held'],
    ['solutions/broken.sh', 'broken', `${problem} at its end: address.1`],
  ]);
});

test('a lab that is done at its start is not proved, nor one whose guard does not hold', async () => {
  writeLab({});
  expect(outcomes(await prove({ only: 'start' }))).toEqual([['start', 'held']]);
  writeLab({}, LAB.replace('mtu: 1400', 'mtu: 1500').replace('to: default, exists: false', 'to: default'));
  expect(outcomes(await prove({ only: 'start' }))).toEqual([
    [
      'start',
      'broken',
      'the guard up.2 does not hold at the start',
      'up.1 holds at the start already: should it be a guard?',
    ],
  ]);
  writeLab({}, LAB.replace('mtu: 1400', 'mtu: 1500'));
  expect(outcomes(await prove({ only: 'start' }))).toEqual([
    ['start', 'broken', 'the task up holds at the start, before anything was done'],
  ]);
});

test('a lab that cannot be started is unknown, and nothing is left of it', async () => {
  writeLab({}, LAB.replace('host:\n', 'host:\n      routes: [{to: default, via: 10.9.9.9}]\n'));
  const report = await prove({ only: 'start' });
  expect(outcomes(report).map(([, status]) => status)).toEqual(['unknown']);
  expect(exitCodeOfProof(report)).toBe(2);
  expect(scratchFolders()).toEqual([]);
});

test('the first sandbox that failed is kept, known to the author and ended by stop', async () => {
  writeLab({ 'solutions/none.sh': ['true'], 'solutions/nothing.sh': ['true'] });
  const report = await prove({ only: 'solution', keep: true });
  const kept = report.labs[0]?.runs.map((run) => run.kept).filter((one) => one !== null) ?? [];
  expect(kept.map(({ lab }) => lab)).toEqual(['90-tiny-kept']);
  expect(readRunning(session.state, '90-tiny-kept')?.state).toBe('running');
  await expect(prove({ keep: true })).rejects.toThrow('90-tiny-kept is still running');
  expect(await stopLabs(session, '90-tiny-kept')).toEqual({ stopped: ['90-tiny-kept'], left: [] });
  for (const one of kept) rmSync(one.folder, { recursive: true });
});

test('an interrupted proof leaves nothing', async () => {
  writeLab({ 'solution.sh': ['# task: up', 'sleep 30'] });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 700);
  await expect(prove({ only: 'solution', signal: controller.signal })).rejects.toThrow(CancelledError);
  expect(scratchFolders()).toEqual([]);
  expect(existsSync(join(home, 'state/netlab/running/90-tiny'))).toBe(false);
});
