import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labFormatPage } from '../../scripts/lab-format.ts';
import { kinds } from '../../src/checks/kinds.ts';
import { labJsonSchema } from '../../src/lab/json-schema.ts';
import { proofJsonSchema } from '../../src/report/proof-schema.ts';
import { reportJsonSchema } from '../../src/report/schema.ts';
import { ROOT } from '../support/sandbox.ts';

test.each([
  ['lab', () => labJsonSchema(kinds)],
  ['report', reportJsonSchema],
  ['proof', proofJsonSchema],
] as const)('schema/%s.schema.json is what the definition says (npm run schemas)', (name, schema) => {
  expect(JSON.parse(readFileSync(join(ROOT, 'schema', `${name}.schema.json`), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(schema())),
  );
});

test('docs/lab-format.md is what the definition says (npm run schemas)', () => {
  expect(readFileSync(join(ROOT, 'docs/lab-format.md'), 'utf8')).toBe(labFormatPage(kinds));
});

test('an editor has something to say about every key of a lab file, wherever its definition stands', () => {
  const schema = labJsonSchema(kinds);
  const definitions = (schema['$defs'] ?? {}) as Record<string, Described>;
  const missing: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as { properties?: Record<string, Described> };
    for (const [key, property] of Object.entries(properties ?? {})) {
      if (!isDescribed(property, definitions)) missing.push(key);
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(schema);
  expect(missing).toEqual([]);
});

type Described = { description?: string; $ref?: string };

function isDescribed({ description, $ref }: Described, definitions: Record<string, Described>): boolean {
  if (description !== undefined) return true;
  const target = definitions[$ref?.replace('#/$defs/', '') ?? ''];
  return target !== undefined && isDescribed(target, definitions);
}
