import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kinds } from '../../src/checks/kinds.ts';
import { labJsonSchema } from '../../src/lab/json-schema.ts';
import { reportJsonSchema } from '../../src/report/schema.ts';
import { ROOT } from '../support/sandbox.ts';

test.each([
  ['lab', () => labJsonSchema(kinds)],
  ['report', reportJsonSchema],
] as const)('schema/%s.schema.json is what the definition says (npm run schemas)', (name, schema) => {
  expect(JSON.parse(readFileSync(join(ROOT, 'schema', `${name}.schema.json`), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(schema())),
  );
});
