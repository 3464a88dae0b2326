import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLabText } from '../../../src/lab/load.ts';
import { renderProblems } from '../../../src/lab/problems/problem.ts';
import { tinyKinds } from '../../support/tiny-kinds.ts';

const home = join(import.meta.dirname, '../../fixtures/labs/every-key');
const sound = readFileSync(join(home, 'lab.yaml'), 'utf8');

const pieces = ['a', '1', ':', ': ', '- ', '\n', '\n  ', '\n    ', '{', '}', '[', ']', ',', '&a ', '*a', '*b', '!x '];
const oddities = [
  '? ',
  '|\n',
  '"',
  "'",
  '#',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '<<: ',
  '\t',
  '\r\n',
  '\u0000',
  '\u{1f600}',
];
const piece = fc.constantFrom(...pieces, ...oddities, '\ud800', 'tasks:', 'null', '"\\e[31m"');

async function isLabOrProblems(text: string): Promise<void> {
  const { lab, problems } = await readLabText(text, home, tinyKinds);
  expect(lab === undefined).toBe(problems.length > 0);
  expect(renderProblems(problems)).not.toMatch(/[^\P{Cc}\n]/u);
  for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThan(0);
}

test('any text is a lab or a list of problems', async () => {
  const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  await fc.assert(fc.asyncProperty(texts, isLabOrProblems), { numRuns: 300, interruptAfterTimeLimit: 5000 });
});

test('a lab with a piece of it replaced is a lab or a list of problems', async () => {
  const edits = fc.record({ at: fc.nat(sound.length), cut: fc.nat(12), put: fc.array(piece, { maxLength: 3 }) });
  const texts = edits.map(({ at, cut, put }) => sound.slice(0, at) + put.join('') + sound.slice(at + cut));
  await fc.assert(fc.asyncProperty(texts, isLabOrProblems), { numRuns: 150, interruptAfterTimeLimit: 5000 });
});

test.each([
  ['brackets', '['.repeat(1_000_000)],
  ['brackets on lines of their own', '[\n'.repeat(300_000)],
  ['dashes', '- '.repeat(400_000)],
  ['ever deeper lines', Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['thirty thousand keys', Array.from({ length: 30_000 }, (_, index) => `k${index}: 1`).join('\n')],
  ['as many aliases', `a: &a 1\nb:\n${'- *a\n'.repeat(30_000)}`],
  ['closing brackets', ']'.repeat(50_000)],
  ['tasks in a chain', `tasks:\n${chain(20_000)}`],
  ['tasks in a shorter chain', `tasks:\n${chain(1500)}`],
  ['checks without a kind', `tasks: [{id: a, title: A, text: T, checks: [${'{}, '.repeat(4000)}]}]`],
  ['the same key', 'a: 1\n'.repeat(30_000)],
  ['places', `topology: {nodes: {${Array.from({ length: 4000 }, (_, index) => `n${index}: {}`).join(', ')}}}`],
  ['wrong keys', `topology: {${Array.from({ length: 8000 }, (_, index) => `noeds${index}: {}`).join(', ')}}`],
])('a file of %s ends soon and as problems', { timeout: 30_000 }, async (_, text) => {
  const { problems } = await readLabText(text, home, tinyKinds);
  expect(problems.length).toBeGreaterThan(0);
});

function chain(length: number): string {
  return Array.from({ length }, (_, index) => `- {id: t${index + 1}, after: [t${index}]}`).join('\n');
}
