import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { kinds as KINDS } from '../../../src/checks/kinds.ts';
import { readLabText } from '../../../src/lab/load.ts';
import { renderProblems } from '../../../src/lab/problems/problem.ts';
import { SIZES } from '../sizes.ts';

/** Any document is a lab or a list of problems with places, soon. */

const home = join(import.meta.dirname, '../../fixtures/labs/every-key');
const sound = readFileSync(join(home, 'lab.yaml'));
const words = [...new Set(sound.toString().match(/[A-Za-z][A-Za-z0-9_-]*|[0-9./:]+/g))];
const SOON_MS = 5000;

async function isLabOrProblems(text: string): Promise<void> {
  const began = performance.now();
  const { lab, problems } = await readLabText(text, home, KINDS);
  expect(lab === undefined).toBe(problems.length > 0);
  expect(renderProblems(problems)).not.toMatch(/[^\P{Cc}\n]/u);
  for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(SOON_MS);
}

const runs = (share: number) => ({ numRuns: Math.ceil(SIZES.documents * share) });
const LONG = { timeout: 3_600_000 };

test('bytes of a sound lab changed, moved, doubled and cut', LONG, async () => {
  const edit = fc.record({
    at: fc.nat(sound.length),
    cut: fc.nat(40),
    put: fc.uint8Array({ maxLength: 6 }),
    from: fc.nat(sound.length),
    length: fc.nat(60),
  });
  const texts = fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits
        .reduce(
          (bytes, { at, cut, put, from, length }) =>
            Buffer.concat([bytes.subarray(0, at), put, sound.subarray(from, from + length), bytes.subarray(at + cut)]),
          sound,
        )
        .toString('utf8'),
    );
  await fc.assert(fc.asyncProperty(texts, isLabOrProblems), runs(0.4));
});

test('documents of the words of a lab, in any structure', LONG, async () => {
  const word = fc.constantFrom(...words);
  const leaf = fc.oneof(word, fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null), fc.double());
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(word, tie('tree'), { maxKeys: 5 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(word, tree, { maxKeys: 8 }).map((value) => stringify(value)),
      isLabOrProblems,
    ),
    runs(0.4),
  );
});

test('labs whose topology and checks are nearly right', LONG, async () => {
  const word = fc.constantFrom(...words);
  const check = fc.dictionary(
    fc.constantFrom(...KINDS.keys(), 'within', 'control'),
    fc.dictionary(word, fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.nat(300))),
    { minKeys: 1, maxKeys: 2 },
  );
  const lab = fc.record({
    format: fc.constant(1),
    title: fc.string({ minLength: 1 }),
    summary: word,
    level: fc.constant('beginner'),
    minutes: fc.nat(700),
    topology: fc.record(
      {
        nodes: fc.dictionary(
          word,
          fc.record(
            { bridges: fc.dictionary(word, fc.constant({})), namespaces: fc.dictionary(word, fc.constant({})) },
            { requiredKeys: [] },
          ),
          { maxKeys: 3 },
        ),
      },
      { requiredKeys: [] },
    ),
    tasks: fc.array(
      fc.record({
        id: word,
        title: word,
        text: fc.string(),
        after: fc.array(word, { maxLength: 2 }),
        checks: fc.array(check, { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      lab.map((value) => stringify(value)),
      isLabOrProblems,
    ),
    runs(0.2),
  );
});
