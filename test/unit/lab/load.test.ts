import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LabFileError } from '../../../src/errors.ts';
import { loadLab, readLab, readLabText } from '../../../src/lab/load.ts';
import { tinyKinds } from '../../support/tiny-kinds.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/labs');

/** test/fixtures/labs/<what is wrong>/lab.yaml ↔ where and what the loader finds. */
const table: [string, string[]][] = [
  ['Bad_Name', ['1:1 wrong-folder']],
  ['a-list', ['1:1 wrong-type']],
  ['address-without-prefix', ['10:52 wrong-value']],
  ['alias-bomb', ['1:1 yaml-alias']],
  ['ambiguous-place', ['12:22 ambiguous-place']],
  ['bad-reference', ['6:30 wrong-value']],
  ['bridge-port-elsewhere', ['12:33 wrong-peer']],
  ['bridge-without-peer', ['11:40 loose-interface']],
  ['cyclic-alias', ['6:31 yaml-alias']],
  ['duplicate-key', ['6:1 yaml-duplicate-key']],
  ['duplicate-task', ['16:9 duplicate-task']],
  ['empty', ['1:1 wrong-type']],
  ['empty-namespace', ['9:25 wrong-type']],
  ['escape-codes', ['6:1 unknown-key']],
  ['every-key', []],
  ['fault-shows-an-unknown-check', ['20:13 unknown-check']],
  ['fault-shows-nothing', ['20:12 wrong-size']],
  ['fault-twice', ['22:9 duplicate-fault']],
  ['fault-without-scripts', ['17:9 missing-file', '17:9 missing-file']],
  ['file-for-a-folder', ['10:40 missing-file']],
  ['file-outside', ['10:33 file-outside']],
  ['future-format', ['1:9 wrong-value']],
  ['impossible-address', ['10:52 wrong-address']],
  ['impossible-gateway', ['10:35 wrong-address']],
  ['impossible-host-address', ['10:23 wrong-address']],
  ['impossible-prefix-length', ['10:52 wrong-address']],
  ['link-end-taken', ['6:72 two-wires']],
  ['link-without-device', ['6:49 wrong-device']],
  ['linked-file-outside', ['10:33 file-outside']],
  ['long-device-in-a-check', ['15:23 wrong-device']],
  ['long-interface-name', ['10:20 wrong-key']],
  ['loopback-declared', ['10:20 wrong-device']],
  ['loose-interface', ['10:20 loose-interface']],
  ['many-aliases', ['103:5 yaml-alias']],
  ['map-as-key', ['6:3 yaml-key']],
  ['merge-key', ['2:1 yaml-merge-key']],
  ['missing-file', ['10:33 missing-file']],
  ['missing-setup', ['6:19 missing-file']],
  ['missing-summary', ['1:1 missing-key']],
  ['namespace-named-like-a-node', ['6:39 ambiguous-place']],
  ['negative-control', ['15:61 negative-control']],
  ['nested-brackets', ['1:54 yaml-too-deep']],
  ['nested-dashes', ['1:201 yaml-too-deep']],
  ['no-control', ['15:9 no-control']],
  ['no-kind', ['15:9 no-kind']],
  ['no-tasks', ['10:8 wrong-size']],
  ['not-utf8', ['1:1 not-utf8']],
  ['number-for-address', ['15:31 wrong-type']],
  ['number-for-text', ['2:8 wrong-type']],
  ['number-in-union', ['15:54 wrong-type']],
  ['only-text', ['1:1 wrong-type']],
  ['open-bracket', ['7:1 yaml-syntax']],
  ['peer-named-like-a-bridge', ['11:33 two-wires']],
  ['peer-of-an-unknown-place', ['10:33 unknown-place']],
  ['peer-taken', ['10:53 two-wires']],
  ['peer-with-a-long-name', ['10:33 wrong-device']],
  ['place-without-device', ['15:23 wrong-device']],
  ['route-by-an-unknown-device', ['11:50 unknown-device']],
  ['neighbour-on-an-unknown-device', ['11:66 unknown-device', '11:78 wrong-address']],
  ['route-of-mixed-families', ['10:38 wrong-address']],
  ['route-with-host-bits', ['10:21 wrong-address']],
  ['sound', []],
  ['switch-and-peer', ['10:20 two-wires']],
  ['tab-indent', ['7:1 yaml-syntax']],
  ['task-after-itself', ['13:12 task-cycle']],
  ['task-cycle', ['13:12 task-cycle']],
  ['text-for-number', ['5:10 wrong-type']],
  [
    'twelve-problems',
    [
      '6:1 unknown-key',
      '7:1 unknown-key',
      '8:1 unknown-key',
      '9:1 unknown-key',
      '10:1 unknown-key',
      '11:1 unknown-key',
      '12:1 unknown-key',
      '13:1 unknown-key',
      '14:1 unknown-key',
      '15:1 unknown-key',
      '16:1 unknown-key',
      '17:1 unknown-key',
    ],
  ],
  ['two-documents', ['16:1 yaml-several-documents']],
  ['two-kinds', ['15:43 two-kinds']],
  ['union-of-wrong-types', ['15:40 wrong-type']],
  ['unknown-alias', ['15:15 yaml-alias']],
  ['unknown-bridge', ['11:50 unknown-bridge']],
  ['unknown-check-key', ['15:16 unknown-key']],
  ['unknown-common-key', ['15:43 unknown-key']],
  ['unknown-key', ['1:1 missing-key', '5:1 unknown-key']],
  ['unknown-kind', ['15:9 unknown-kind']],
  ['unknown-kind-in-control', ['15:71 unknown-kind']],
  ['unknown-level', ['4:8 wrong-value']],
  ['unknown-node', ['15:22 unknown-node']],
  ['unknown-node-of-a-made-namespace', ['15:27 unknown-node']],
  ['unknown-place', ['15:22 unknown-place']],
  ['unknown-place-in-control', ['15:84 unknown-place']],
  ['unknown-place-in-list', ['15:36 unknown-place']],
  ['unknown-switch', ['10:35 unknown-switch']],
  ['unknown-tag', ['2:8 yaml-syntax']],
  ['unknown-task', ['13:13 unknown-task']],
  ['unquoted-mode', ['10:49 wrong-type']],
];

test.each(table)('the fixture %s has exactly its problems', async (folder, expected) => {
  const { problems, lab } = await readLab(join(fixtures, folder), tinyKinds);
  expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual(expected);
  expect(lab === undefined).toBe(expected.length > 0);
});

test('every fixture is in the table', async () => {
  expect(table.map(([folder]) => folder).toSorted()).toEqual((await readdir(fixtures)).toSorted());
});

async function messageOf(folder: string): Promise<string> {
  const error: unknown = await loadLab(join(fixtures, folder), tinyKinds).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LabFileError);
  return (error as LabFileError).message;
}

test('a problem names the place, what was found and what is allowed, and points at it', async () => {
  expect(await messageOf('unknown-place')).toMatchInlineSnapshot(`
    "test/fixtures/labs/unknown-place/lab.yaml:15:22  unknown place "bleu": did you mean "blue"?
       15 |       - ping: {from: bleu, to: 10.0.0.2}
          |                      ^^^^"
  `);
});

test('a number where text is meant is told with its own spelling', async () => {
  expect(await messageOf('number-for-address')).toMatchInlineSnapshot(`
    "test/fixtures/labs/number-for-address/lab.yaml:15:31  "to" must be text, not the number 10.0: write it in quotes, "10.0"
       15 |       - ping: {from: red, to: 10.0}
          |                               ^^^^"
  `);
});

test('what is missing is reported at the key it is missing from', async () => {
  expect(await messageOf('missing-summary')).toMatchInlineSnapshot(`
    "test/fixtures/labs/missing-summary/lab.yaml:1:1  "summary" is missing: it is text
        1 | format: 1
          | ^^^^^^"
  `);
});

test('a terminal code in a lab file does not reach the terminal', async () => {
  expect(await messageOf('escape-codes')).not.toMatch(/[^\P{Cc}\n]/u);
});

test('ten problems are shown, and how many more there are', async () => {
  const message = await messageOf('twelve-problems');
  expect(message.match(/unknown key/g)).toHaveLength(10);
  expect(message.endsWith('\nand 2 more')).toBe(true);
});

test('a sound lab comes complete with defaults, ids and parsed entries', async () => {
  const lab = await loadLab(join(fixtures, 'sound'), tinyKinds);
  expect(lab).toMatchObject({ id: 'sound', after: [], requires: [], folder: join(fixtures, 'sound') });
  expect(lab.tasks[0]?.checks).toEqual([
    {
      id: 'reach.1',
      kind: 'ping',
      entry: { from: 'red', to: '10.0.0.2', reachable: true },
      title: undefined,
      points: 1,
      because: undefined,
      within: 0,
      control: undefined,
      guard: false,
      optional: false,
      reveal: 'full',
    },
  ]);
});

test('a control is a check of its own', async () => {
  const lab = await loadLab(join(fixtures, 'every-key'), tinyKinds);
  expect(lab.tasks[1]?.checks[1]?.control).toEqual({
    kind: 'ping',
    entry: { from: 'router', to: '192.168.1.2', reachable: true },
  });
});

test('a lab that names no nodes has one, host', async () => {
  const head = 'format: 1\ntitle: T\nsummary: S\nlevel: beginner\nminutes: 1\n';
  const task =
    'tasks: [{id: a, title: A, text: T, checks: [{namespace: {name: red}}, {ping: {from: red, to: 1.1.1.1}}]}]\n';
  const { lab, problems } = await readLabText(`${head}${task}`, join(fixtures, 'sound'), tinyKinds);
  expect(problems).toEqual([]);
  expect(Object.keys(lab?.topology.nodes ?? {})).toEqual(['host']);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'the word %s is a word like others',
  async (word) => {
    const head = 'format: 1\ntitle: T\nsummary: S\nlevel: beginner\nminutes: 1\n';
    const task = `tasks: [{id: a, title: A, text: T, checks: [{ping: {from: ${word}, to: 1.1.1.1}}]}]\n`;
    const { problems } = await readLabText(`${head}${task}${word}: 1\n`, join(fixtures, 'sound'), tinyKinds);
    expect(problems.map(({ code }) => code)).toContain('unknown-place');
  },
);

const unreadable: [string, (file: string) => Promise<unknown>, string][] = [
  ['no file', async () => undefined, 'no-file'],
  ['a folder', (file) => mkdir(file), 'not-a-file'],
  ['a pipe that nobody writes to', async (file) => execFileSync('mkfifo', [file]), 'not-a-file'],
  ['more than 1 MB', (file) => writeFile(file, `#${'x'.repeat(1024 * 1024)}`), 'too-big'],
  ['a loop of links', async (file) => execFileSync('ln', ['-s', file, file]), 'unreadable'],
];

test.each(unreadable)('%s in place of lab.yaml is a problem', async (_, make, code) => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-'));
  await make(join(folder, 'lab.yaml'));
  const { problems } = await readLab(folder, tinyKinds);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  await rm(folder, { recursive: true });
});
