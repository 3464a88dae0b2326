import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bringKinds } from '../../../../src/checks/brought/bring.ts';
import { ProbeError } from '../../../../src/checks/check.ts';
import { ROOT } from '../../../support/sandbox.ts';

/** A module of a lab: a whole kind, whose parts a test can replace. */
const kind = (changes = '') => `
  import { z } from 'netlab/check-kind';
  const kind = {
    kind: 'tide',
    about: 'The tide is in or out.',
    schema: z.strictObject({ at: z.string().describe('Where.') }),
    title: ({ at }) => 'the tide at ' + at,
    places: ({ at }) => [at],
    probe: async () => 'in',
    judge: (entry, seen) => ({ status: 'passed', expected: 'in', found: seen, evidence: { command: 'look', output: '' } }),
  };
  export const kinds = [{ ...kind, ${changes} }];
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-kinds-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const bring = (written: string, trusted = true) =>
  bringKinds({ root: ROOT, isTrusted: () => trusted })(written, folder);

test('a module of the folder brings its kinds, written in JavaScript or in TypeScript', async () => {
  put('kinds/tide.js', kind());
  put('kinds/moon.ts', kind("kind: 'moon' as string"));
  expect(await bring('./kinds/tide.js')).toMatchObject({ kinds: [{ kind: 'tide' }] });
  expect(await bring('./kinds/moon.ts')).toMatchObject({ kinds: [{ kind: 'moon' }] });
});

test('an npm package installed for the folder brings its kinds', async () => {
  put(
    'node_modules/@sea/netlab-tide/package.json',
    '{"name": "@sea/netlab-tide", "type": "module", "exports": "./main.js"}',
  );
  put('node_modules/@sea/netlab-tide/main.js', kind());
  expect(await bring('@sea/netlab-tide')).toMatchObject({ kinds: [{ kind: 'tide' }] });
});

test('a file that was edited is loaded anew', async () => {
  put('tide.js', kind());
  await bring('./tide.js');
  await new Promise((resolve) => setTimeout(resolve, 20));
  put('tide.js', kind("kind: 'ebb'"));
  expect(await bring('./tide.js')).toMatchObject({ kinds: [{ kind: 'ebb' }] });
});

test('nothing of a folder that is not trusted is run', async () => {
  put('tide.js', `throw new Error('it ran');${kind()}`);
  expect(await bring('./tide.js', false)).toMatchObject({ code: 'not-trusted', message: /netlab lab trust/ });
});

test.each([
  ['./tide.js', undefined, 'kind-not-found', `the lab's folder has no "./tide.js"`],
  ['netlab-tide', undefined, 'kind-not-found', 'npm install netlab-tide'],
  ['/etc/passwd', undefined, 'kind-not-found', 'neither a file of the lab'],
  ['https://example.com/x.js', undefined, 'kind-not-found', 'neither a file of the lab'],
  ['../tide.js', undefined, 'kind-not-found', 'neither a file of the lab'],
  ['node:fs', undefined, 'kind-not-found', 'neither a file of the lab'],
  ['./../../etc/passwd', undefined, 'kind-', ''],
  ['./tide.js', 'export const kinds = [', 'kind-broken', 'SyntaxError'],
  ['./tide.js', `throw new Error('no sea')`, 'kind-broken', 'Error: no sea'],
  ['./tide.js', `import 'nowhere-at-all'`, 'kind-broken', 'nowhere-at-all'],
  ['./tide.js', 'export const other = 1', 'kind-unsound', 'it exports no list `kinds`'],
  ['./tide.js', 'export const kinds = [null]', 'kind-unsound', 'kind number 1 is not one'],
  ['./tide.js', kind('kind: "Tide!"'), 'kind-unsound', 'a key is a word such as qdisc'],
  ['./tide.js', kind('probe: 1'), 'kind-unsound', 'the kind "tide" is not one: `probe`: not a function'],
  ['./tide.js', kind('schema: {}'), 'kind-unsound', 'not a zod schema'],
  ['./tide.js', kind('schema: z.object({})'), 'kind-unsound', 'needs a strict object'],
  ['./tide.js', kind('schema: z.strictObject({ at: z.string() })'), 'kind-unsound', 'says nothing about its key "at"'],
])('%s with %j: %s', async (written, text, code, message) => {
  if (text !== undefined) put('tide.js', text);
  const said = await bring(written);
  expect(said).toMatchObject({ code: expect.stringContaining(code), message: expect.stringContaining(message) });
});

test('a link out of the folder is not followed', async () => {
  put('../netlab-kinds-outside.js', kind());
  symlinkSync(join(folder, '../netlab-kinds-outside.js'), join(folder, 'tide.js'));
  expect(await bring('./tide.js')).toMatchObject({ code: 'kind-outside' });
  rmSync(join(folder, '../netlab-kinds-outside.js'));
});

test.each([
  'judge: () => undefined',
  `judge: () => ({ status: 'maybe', expected: '', found: '', evidence: { command: '', output: '' } })`,
  `judge: () => ({ status: 'passed', expected: '', found: '' })`,
])('a judge that gives no verdict is a probe that could not look: %s', async (judge) => {
  put('tide.js', kind(judge));
  const said = await bring('./tide.js');
  const [brought] = 'kinds' in said ? said.kinds : [];
  expect(() => brought?.judge({ at: 'host' }, 'in')).toThrow(ProbeError);
});
