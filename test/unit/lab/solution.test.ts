import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listMistakes } from '../../../src/lab/mistake.ts';
import { parseScript } from '../../../src/lab/script.ts';
import { listSolutions } from '../../../src/lab/solution.ts';

const lab = join(import.meta.dirname, '../../fixtures/scripts');

test('a script is cut at its tasks and nodes, each part with the line it begins at', () => {
  const text = [
    '#!/usr/bin/env bash',
    '# The plain way.',
    '# task: gateway',
    'ip -n red route add default via 10.0.0.1',
    '# Comments of a part are shown with it.',
    '# on: node2',
    'ip route add 10.0.0.0/8 via 10.9.9.9',
    '# task: forward',
    'sysctl -w net.ipv4.ip_forward=1',
    '',
  ].join('\n');
  expect(parseScript(text)).toMatchInlineSnapshot(`
    [
      {
        "line": 4,
        "node": undefined,
        "script": "ip -n red route add default via 10.0.0.1
    # Comments of a part are shown with it.
    ",
        "task": "gateway",
      },
      {
        "line": 7,
        "node": "node2",
        "script": "ip route add 10.0.0.0/8 via 10.9.9.9
    ",
        "task": "gateway",
      },
      {
        "line": 9,
        "node": undefined,
        "script": "sysctl -w net.ipv4.ip_forward=1
    ",
        "task": "forward",
      },
    ]
  `);
});

const scripts: [string, string, string[]][] = [
  ['the header of a script is no part', '#!/usr/bin/env bash\n# about: x\n\n# task: a\ntrue\n', ['a - true']],
  ['lines before any task belong to no task', 'true\n# task: a\nfalse\n', ['- - true', 'a - false']],
  ['a node without a task', '# on: server\ntrue\n', ['- server true']],
  ['a task that begins on another node has no part on the first', '# task: a\n# on: node2\ntrue\n', ['a node2 true']],
  ['a task with nothing to do keeps one part', '# task: a\n# on: node2\n# task: b\ntrue\n', ['a - ', 'b - true']],
  [
    'the next task begins on the first node again',
    '# task: a\n# on: n2\ntrue\n# task: b\nfalse\n',
    ['a n2 true', 'b - false'],
  ],
  ['Windows line ends', '# task: a\r\ntrue\r\n', ['a - true']],
  [
    'text that only looks like a marker',
    '# task: a\n# tasks: many words\necho "# task: b"\n',
    ['a - # tasks: many words|echo "# task: b"'],
  ],
  ['nothing', '', []],
];

test.each(scripts)('%s', (_, text, expected) => {
  const parts = parseScript(text).map(({ task, node, script }) => {
    return `${task ?? '-'} ${node ?? '-'} ${script.trim().replaceAll('\n', '|')}`;
  });
  expect(parts).toEqual(expected);
});

test('the reference solution comes first, then the others by name', async () => {
  const solutions = await listSolutions(lab);
  expect(solutions.map(({ name, parts }) => [name, parts.length])).toEqual([
    ['solution', 2],
    ['nft', 1],
    ['snat', 1],
  ]);
});

test('a mistake says which check catches it and what it is about', async () => {
  expect((await listMistakes(lab)).map(({ name, caughtBy, about }) => ({ name, caughtBy, about }))).toEqual([
    { name: 'no-header', caughtBy: undefined, about: undefined },
    { name: 'wrong-chain', caughtBy: 'publish.1', about: 'The rule is in OUTPUT.' },
    { name: 'wrong-prefix', caughtBy: 'gateway.1', about: 'The prefix length is missing.' },
  ]);
});

test('a mistake has parts of its own, or is a filter for a solution', async () => {
  const [, own, filter] = await listMistakes(lab);
  expect(own).toMatchObject({ edits: undefined, parts: [{ script: expect.stringContaining('OUTPUT') }] });
  expect(filter).toMatchObject({
    edits: join(lab, 'solutions/nft.sh'),
    filter: expect.stringContaining("sed 's|/24||'"),
  });
});

test('a lab without scripts has none', async () => {
  expect(await listSolutions(join(lab, 'mistakes'))).toEqual([]);
  expect(await listMistakes(join(lab, 'nowhere'))).toEqual([]);
});
