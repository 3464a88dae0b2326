import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kinds } from '../../src/checks/kinds.ts';
import { checkSchema } from '../../src/lab/schema.ts';
import { ROOT } from '../support/sandbox.ts';

const guide = readFileSync(join(ROOT, 'docs/author-guide.md'), 'utf8');

describe('the author guide', () => {
  const blocks = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '');

  test.each(blocks)('shows checks that a lab may have: %s', (block) => {
    for (const check of parse(block)) {
      expect(checkSchema(kinds).safeParse(check).error).toBeUndefined();
      const [kind = ''] = Object.keys(check).filter((key) => kinds.has(key));
      const known = kinds.get(kind);
      const isNegative = known?.negative?.(known.schema.parse(check[kind])) ?? false;
      expect(!isNegative || check.control !== undefined, block).toBe(true);
    }
  });

  test('names every code of lint', () => {
    const rules = join(ROOT, 'src/lint/rules');
    const texts = readdirSync(rules).map((name) => readFileSync(join(rules, name), 'utf8'));
    const codes = texts.flatMap((text) => [...text.matchAll(/code: '([a-z-]+)'/g)].map(([, code]) => code ?? ''));
    expect(codes.length).toBeGreaterThan(texts.length);
    expect(codes.filter((code) => !guide.includes(`\`${code}\``))).toEqual([]);
  });
});
