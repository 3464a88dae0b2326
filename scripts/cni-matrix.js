// Tries mini and the reference plugins of this machine (/usr/lib/cni) and writes the table of results in docs/cni.md: npm run cni-matrix
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { matrixReports, matrixTable, withTable } from './matrix-page.ts';

const page = fileURLToPath(new URL('../docs/cni.md', import.meta.url));
writeFileSync(page, withTable(readFileSync(page, 'utf8'), matrixTable(await matrixReports())));
