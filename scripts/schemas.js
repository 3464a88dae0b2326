// Writes what is derived from the zod definitions, the JSON Schemas and the page about the lab format: node scripts/schemas.js
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kinds } from '../src/checks/kinds.ts';
import { labJsonSchema } from '../src/lab/json-schema.ts';
import { proofJsonSchema } from '../src/report/proof-schema.ts';
import { reportJsonSchema } from '../src/report/schema.ts';
import { labFormatPage } from './lab-format.ts';

const folder = fileURLToPath(new URL('../schema', import.meta.url));
mkdirSync(folder, { recursive: true });
const write = (name, schema) => writeFileSync(`${folder}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
write('lab', labJsonSchema(kinds));
write('report', reportJsonSchema());
write('proof', proofJsonSchema());
writeFileSync(fileURLToPath(new URL('../docs/lab-format.md', import.meta.url)), labFormatPage(kinds));
