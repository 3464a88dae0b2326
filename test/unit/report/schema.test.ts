import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { reportJsonSchema, reportSchema } from '../../../src/report/schema.ts';
import { hostile, mixed, solved } from './reports.ts';

const validate = new Ajv2020({ strict: true }).compile(reportJsonSchema());

test.each([
  ['every outcome', mixed],
  ['a solved lab', solved],
  ['hostile texts', hostile],
])('a report with %s agrees with the schema', (_title, report) => {
  expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
  expect(reportSchema.parse(report)).toEqual(report);
});

test.each([
  ['a missing key', { ...mixed, passed: undefined }],
  ['an unknown key', { ...mixed, more: 1 }],
  ['an unknown status', { ...mixed, tasks: [{ ...mixed.tasks[0], status: 'great' }] }],
])('%s does not', (_title, report) => {
  expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false);
});

test('the schema says which JSON Schema it is, and describes every key', () => {
  const schema = reportJsonSchema();
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  const keys = JSON.stringify(schema).match(/"type":"(string|number|boolean|array)"/g) ?? [];
  const described = JSON.stringify(schema).match(/"description":/g) ?? [];
  expect(described.length).toBeGreaterThanOrEqual(keys.length);
});
