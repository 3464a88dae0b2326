import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { labJsonSchema } from '../../../src/lab/json-schema.ts';
import { tinyKinds } from '../../support/tiny-kinds.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/labs');

function editor(): ValidateFunction {
  return new Ajv2020({ strict: false, validateFormats: false }).compile(labJsonSchema(tinyKinds));
}

function fixture(name: string): unknown {
  return parse(readFileSync(join(fixtures, name, 'lab.yaml'), 'utf8'));
}

test.each(['sound', 'every-key'])('an editor accepts the lab %s', (name) => {
  const accepts = editor();
  expect([accepts(fixture(name)), accepts.errors]).toEqual([true, null]);
});

test.each([
  'unknown-key',
  'missing-summary',
  'number-for-text',
  'unknown-kind',
  'no-kind',
  'two-kinds',
  'unknown-level',
])('an editor marks %s', (name) => {
  expect(editor()(fixture(name))).toBe(false);
});

test('every key of the format has a description', () => {
  const missing: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(
          inner as Record<string, { description?: string; $ref?: string }>,
        )) {
          if (property.description === undefined && property.$ref === undefined) missing.push(`${path}.${name}`);
        }
      }
      visit(inner, key === 'properties' ? path : `${path}.${key}`);
    }
  };
  visit(labJsonSchema(tinyKinds), '');
  expect(missing).toEqual([]);
});
