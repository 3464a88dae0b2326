import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '../../src/checks/kinds.ts';
import { type LanguageServer, labText, positionOf, startLanguageServer } from '../support/language-server.ts';
import { ROOT } from '../support/sandbox.ts';

/** What an author sees in an editor, by the language server that editors use. */

const START = `# yaml-language-server: $schema=../../schema/lab.schema.json
format: 1
title: A lab
summary: It is small.
level: beginner
minutes: 1
`;
const TASK = `tasks:
  - id: only
    title: The only task
    text: Do it.
    checks:
`;
const path = (id: string) => join(ROOT, 'labs', id, 'lab.yaml');

let server: LanguageServer;
beforeAll(async () => {
  server = await startLanguageServer();
});
afterAll(() => server.end());

test.each(readdirSync(join(ROOT, 'labs')))('nothing is marked in %s', async (id) => {
  const lab = labText(id);
  expect(await server.open(lab.path, lab.text).diagnostics).toEqual([]);
});

test('a check entry is offered every kind and every common key', async () => {
  const text = `${START}${TASK}      - `;
  const offered = await server.open(path('90-kinds'), text).completions({ line: 11, character: 8 });
  expect(offered).toEqual(expect.arrayContaining([...kinds.keys(), 'title', 'because', 'within', 'control']));
});

test('an entry of a kind is offered the keys of that kind', async () => {
  const text = `${START}${TASK}      - ping:\n          `;
  const offered = await server.open(path('91-keys'), text).completions({ line: 12, character: 10 });
  expect(offered).toEqual(expect.arrayContaining(['from', 'to', 'reachable']));
});

test('a value is offered what is allowed', async () => {
  const text = START.replace('beginner', '');
  const offered = await server.open(path('92-values'), text).completions({ line: 4, character: 7 });
  expect(offered).toEqual(expect.arrayContaining(['beginner', 'intermediate', 'advanced']));
});

test.each([
  ['minutes', 'How long it takes'],
  ['checks', 'What must hold'],
  ['ping', kinds.get('ping')?.about ?? 'nothing'],
  ['reachable', 'Whether answers are expected'],
])('the key %s is explained', async (key, explained) => {
  const text = `${START}${TASK}      - ping: {from: host, to: 127.0.0.1, reachable: true}\n`;
  const shown = await server.open(path(`93-${key}`), text).hover(positionOf(text, `${key}:`));
  expect(shown).toContain(explained);
});

test.each([
  ['a wrong key of a lab', `${START}minuets: 3\n${TASK}      - ping: {from: host, to: 127.0.0.1}\n`, 'minuets'],
  ['a wrong key of an entry', `${START}${TASK}      - ping: {from: host, too: 127.0.0.1}\n`, 'too'],
  ['a wrong kind', `${START}${TASK}      - pign: {from: host, to: 127.0.0.1}\n`, 'pign'],
  [
    'a wrong value',
    `${START.replace('beginner', 'simple')}${TASK}      - ping: {from: host, to: 127.0.0.1}\n`,
    'simple',
  ],
])('%s is marked at its line', async (what, text, word) => {
  const marked = await server.open(path(`94-${what.replaceAll(' ', '-')}`), text).diagnostics;
  const { line } = positionOf(text, word);
  expect(marked.map(({ range }) => range.start.line)).toEqual(expect.arrayContaining([line]));
  expect(marked.every(({ range }) => range.start.line === line)).toBe(true);
});
