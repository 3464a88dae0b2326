import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { miniPlugin } from '../../../scripts/mini-plugin.ts';
import { CASE_NAMES, type CaseName } from '../../../src/cni/cases/cases.ts';
import { openRoom, type Room } from '../../../src/cni/suite/room.ts';
import { runSuite } from '../../../src/cni/suite/run-suite.ts';
import { subjectOf } from '../../../src/cni/suite/subject.ts';
import type { SuiteReport } from '../../../src/cni/suite/suite-report.ts';
import { ROOT } from '../../support/sandbox.ts';
import { DELEGATING_MUTANTS, MUTANTS, type Mutant } from './mutants.ts';

const MINUTES = 180_000;
const { signal } = new AbortController();
const mini = miniPlugin();
const PART = readFileSync(join(ROOT, 'test/fixtures/cni/delegating.sh'), 'utf8');
const delegating = mini.replace(/main "\$@"\n$/, `${PART}main "$@"\n`);

let folder: string;
let room: Room;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-mutants-'));
  chmodSync(folder, 0o755);
  room = await openRoom(ROOT, folder, signal);
});
afterAll(async () => {
  await room.close();
  rmSync(folder, { recursive: true, force: true });
});

async function tried(name: string, text: string, only?: CaseName[], ipam?: string): Promise<SuiteReport> {
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o755 });
  const subject = subjectOf(file, { ipam }, {});
  return runSuite(room.network, room.folder, subject, { level: 'full', only, signal });
}

function mutated(text: string, { changes }: Mutant): string {
  return changes.reduce((changed, [old, now]) => {
    expect(changed).toContain(old);
    return changed.replace(old, () => now);
  }, text);
}

const open = (report: SuiteReport) =>
  report.cases.filter(({ status }) => status !== 'passed').map(({ id, status, found }) => `${id} ${status}: ${found}`);

test('mini, the plugin of the solution, holds in every case but those about delegation', {
  timeout: MINUTES,
}, async () => {
  const report = await tried('mini', mini);
  const about = open(report).filter((line) => !/^ipam-[a-z]+ not-applicable: /.test(line));
  expect(about).toEqual([]);
  expect(report.cases).toHaveLength(CASE_NAMES.length - 1);
});

test('mini is at most 250 lines long', () => {
  expect(mini.split('\n').length - 1).toBeLessThanOrEqual(250);
});

test('the delegating mini holds in every case about delegation', { timeout: MINUTES }, async () => {
  const report = await tried(
    'delegating',
    delegating,
    DELEGATING_MUTANTS.map((one) => one.case),
    'delegated',
  );
  expect(open(report)).toEqual([]);
});

test('every case of the suite has a mutant', () => {
  const all = [...MUTANTS, ...DELEGATING_MUTANTS].map((one) => one.case);
  expect(all.toSorted()).toEqual(CASE_NAMES.filter((name) => name !== 'configured').toSorted());
});

describe('a plugin that', () => {
  test.each(MUTANTS)('$about is caught by $case', { timeout: MINUTES }, async (mutant) => {
    const report = await tried(mutant.case, mutated(mini, mutant), [mutant.case]);
    expect(report.cases.find(({ id }) => id === mutant.case)).toMatchObject({ status: 'failed' });
  });

  test.each(DELEGATING_MUTANTS)('$about is caught by $case', { timeout: MINUTES }, async (mutant) => {
    const report = await tried(mutant.case, mutated(delegating, mutant), [mutant.case], 'delegated');
    expect(report.cases.find(({ id }) => id === mutant.case)).toMatchObject({ status: 'failed' });
  });
});
