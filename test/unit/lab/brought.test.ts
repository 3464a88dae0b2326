import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AnyCheckKind } from '../../../src/checks/check.ts';
import type { BringKinds } from '../../../src/lab/brought.ts';
import { readLabText } from '../../../src/lab/load.ts';
import { ROOT } from '../../support/sandbox.ts';
import { tinyKinds } from '../../support/tiny-kinds.ts';

const text = (written: string, check: string) => `format: 1
title: A lab
summary: It is small.
level: beginner
minutes: 1
kinds: ${written}
tasks:
  - id: only
    title: The only task
    text: Do it.
    checks:
      - ${check}
`;
const HOME = join(ROOT, 'examples/50-slow-lane');
const [own] = tinyKinds.values();
const named =
  (kind: string): BringKinds =>
  async () => ({ kinds: [{ ...(own as AnyCheckKind), kind }] });
const read = (written: string, check: string, bring?: BringKinds) =>
  readLabText(text(written, check), HOME, tinyKinds, bring);

test('a check may be of a kind that the lab brings', async () => {
  const entry = `tide: {name: red}`;
  const { lab, problems } = await read('[./tide.js]', entry, named('tide'));
  expect(problems).toEqual([]);
  expect(lab?.kinds.has('tide')).toBe(true);
  expect(lab?.tasks[0]?.checks[0]?.kind).toBe('tide');
});

test('an entry of such a kind has its schema', async () => {
  const { problems } = await read('[./tide.js]', `tide: {nmae: red}`, named('tide'));
  expect(problems.map(({ code }) => code)).toContain('unknown-key');
});

test.each([[own?.kind ?? ''], ['title'], ['control']])('a kind cannot be called %s', async (taken) => {
  const { problems } = await read('[./tide.js]', 'nothing: {}', named(taken));
  expect(problems).toMatchObject([{ code: 'kind-taken', line: 6, column: 9 }]);
});

test('why a kind is not loaded is said at its place, and nothing else', async () => {
  const { problems } = await read('[./a.js, ./b.js]', 'tide: {}', async (written) => ({
    code: 'why',
    message: written,
  }));
  expect(problems).toMatchObject([
    { code: 'why', message: './a.js', line: 6, column: 9 },
    { code: 'why', message: './b.js', line: 6, column: 17 },
  ]);
});

test('a reader that loads no kinds says so', async () => {
  expect((await read('[./tide.js]', 'tide: {}')).problems).toMatchObject([{ code: 'kind-not-loaded' }]);
});
