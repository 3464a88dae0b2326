import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASE_NAMES, CASES } from '../src/cni/cases/cases.ts';
import { openRoom } from '../src/cni/suite/room.ts';
import { runSuite } from '../src/cni/suite/run-suite.ts';
import { subjectOf } from '../src/cni/suite/subject.ts';
import type { CaseStatus, SuiteReport } from '../src/cni/suite/suite-report.ts';
import { miniPlugin } from './mini-plugin.ts';

/** The table of results in docs/cni.md: what the suite says of mini and of the reference plugins of this machine. */

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const REFERENCE = ['bridge', 'ptp', 'macvlan', 'host-local', 'portmap', 'loopback'];
const MARKS: Readonly<Record<CaseStatus, string>> = {
  passed: '✓',
  failed: '**✗**',
  'not-applicable': '·',
  blocked: '–',
  unknown: '?',
};

/** One report per plugin, in the order of the columns. */
export async function matrixReports(): Promise<SuiteReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-matrix-'));
  try {
    writeFileSync(join(folder, 'mini'), miniPlugin(), { mode: 0o755 });
    const reports = [];
    for (const plugin of [join(folder, 'mini'), ...REFERENCE.map((name) => `/usr/lib/cni/${name}`)]) {
      reports.push(await tried(plugin));
    }
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tried(plugin: string): Promise<SuiteReport> {
  const { signal } = new AbortController();
  const subject = subjectOf(plugin, {}, {});
  const room = await openRoom(ROOT, subject.folder, signal);
  try {
    return await runSuite(room.network, room.folder, subject, { level: 'full', signal });
  } finally {
    await room.close();
  }
}

/** The table, a row per case. */
export function matrixTable(reports: readonly SuiteReport[]): string {
  const head = ['case', ...reports.map(({ plugin }) => plugin)];
  const rows = CASE_NAMES.filter((name) => name !== 'configured').map((name) => {
    const [{ rule, title }, cells] = [CASES[name], reports.map((report) => cellOf(report, name))];
    return [`[\`${name}\`](${rule.link} "${rule.section}"): ${title}`, ...cells];
  });
  const count = (status: CaseStatus) =>
    reports.map(({ cases }) => String(cases.filter((one) => one.status === status).length));
  const spoken = ['spoken: CNI', ...reports.map(({ spec }) => spec)];
  const sums = [
    ['**passed**', ...count('passed')],
    ['**failed**', ...count('failed')],
    ['**not applicable**', ...count('not-applicable')],
  ];
  const align = ['---', ...reports.map(() => ':-:')];
  return [head, align, spoken, ...rows, ...sums].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellOf({ cases }: SuiteReport, name: string): string {
  const found = cases.find(({ id }) => id === name);
  return found ? MARKS[found.status] : '';
}

export const BEGIN = '<!-- results: npm run cni-matrix -->';
export const END = '<!-- end of results -->';

/** The page with this table between its marks. */
export function withTable(page: string, table: string): string {
  const [before] = page.split(BEGIN);
  const [, after] = page.split(END);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
