import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseMachine } from '../../../../src/machine/remote/choice.ts';
import { remoteLine, staysHere, watchLine } from '../../../../src/machine/remote/command-line.ts';
import { labsIn, receiveLine, sendCommand } from '../../../../src/machine/remote/labs-sent.ts';

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'netlab-choice-')));
});
afterEach(() => rmSync(home, { recursive: true }));

const choose = (argv: string[], env: NodeJS.ProcessEnv = {}) => chooseMachine(argv, { HOME: home, ...env });

test('a command is for this machine unless something else was said', () => {
  expect(choose(['check'])).toEqual({ spec: { kind: 'this' }, argv: ['check'] });
});

test('what was written down gives way to the environment, and that to the flag', () => {
  mkdirSync(join(home, '.config/netlab'), { recursive: true });
  writeFileSync(join(home, '.config/netlab/machine'), 'vagrant\n');
  expect(choose(['check']).spec).toEqual({ kind: 'vagrant' });
  expect(choose(['check'], { NETLAB_MACHINE: 'footloose' }).spec).toEqual({ kind: 'footloose' });
  const both = choose(['--machine', 'this', 'check'], { NETLAB_MACHINE: 'footloose' });
  expect(both).toEqual({ spec: { kind: 'this' }, argv: ['check'] });
});

test.each([
  [
    ['check', '--machine=vagrant', '--json'],
    ['check', '--json'],
  ],
  [
    ['exec', 'host', '--machine', 'vagrant', '--', 'x', '--machine', 'y'],
    ['exec', 'host', '--', 'x', '--machine', 'y'],
  ],
])('%j leaves %j for the command', (argv, left) => {
  expect(choose(argv)).toEqual({ spec: { kind: 'vagrant' }, argv: left });
});

test('a flag behind -- is the command’s own', () => {
  expect(choose(['exec', 'host', '--', 'x', '--machine', 'vagrant']).spec).toEqual({ kind: 'this' });
});

test.each([
  [['machine', 'use', 'this'], true],
  [['completion', 'bash'], true],
  [['lab', 'new', '20-x'], true],
  [['--version'], true],
  [[], true],
  [['lab', 'test'], false],
  [['start', '03-nat'], false],
  [['doctor'], false],
])('%j stays here: %s', (argv, stays) => {
  expect(staysHere(argv)).toBe(stays);
});

test('the line for the other shell is quoted and carries what matters of the environment', () => {
  const line = remoteLine(['exec', 'host', '--', 'echo', `it's $HOME`], '1.2.3', { NO_COLOR: '1', SECRET: 'x' });
  expect(line).toBe(
    `exec env NETLAB_CALLER=1.2.3 NETLAB_MACHINE=this NO_COLOR=1 netlab exec host -- echo 'it'\\''s $HOME'`,
  );
});

test('a command that is watched over carries the word by which the watching line finds it', () => {
  const line = remoteLine(['exec', 'host', '--', 'cat'], '1.2.3', {}, { call: 'a-b' });
  expect(line).toBe('exec env NETLAB_CALLER=1.2.3 NETLAB_MACHINE=this NETLAB_CALL=a-b netlab exec host -- cat');
  expect(watchLine('a-b')).toMatch(/^exec sh -c '[\s\S]*' sh NETLAB_CALL=a-b$/);
});

test('a lab folder of this machine is sent to one place, and named there', () => {
  mkdirSync(join(home, 'labs/20-mine'), { recursive: true });
  writeFileSync(join(home, 'labs/20-mine/lab.yaml'), 'format: 1\n');
  const folder = join(home, 'labs/20-mine');
  const { argv, labs } = labsIn(['start', folder, '--no-shell', '--', folder]);
  const [lab] = labs;
  expect(labs).toEqual([{ folder, to: expect.stringMatching(/^\.cache\/netlab\/sent\/[0-9a-f]{12}\/20-mine$/) }]);
  expect(argv).toEqual(['start', `./${lab?.to}`, '--no-shell', '--', folder]);
  expect(labsIn(['start', folder]).labs).toEqual(labs);
  expect(lab && sendCommand(lab)).toEqual(expect.arrayContaining(['-C', join(home, 'labs'), '20-mine']));
  expect(lab && receiveLine(lab)).toMatch(/^mkdir -p \.cache\S+ && tar -xzf - -C \.cache/);
});

test('a name of a lab and a folder without one stay as they are', () => {
  expect(labsIn(['start', '03-nat', home])).toEqual({ argv: ['start', '03-nat', home], labs: [] });
});

test('a command on a leash is told so', () => {
  expect(remoteLine(['start', '3'], '1.2.3', {}, { isOnLeash: true })).toBe(
    'exec env NETLAB_CALLER=1.2.3 NETLAB_MACHINE=this NETLAB_LEASH=1 netlab start 3',
  );
});
