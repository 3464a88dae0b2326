import { describe, expect, test } from 'vitest';
import { grade, only, say } from '../../support/saying.ts';
import type { CheckDraft } from '../../support/tiny-lab.ts';

describe('retrying', () => {
  const late = (counts: number, within: number): CheckDraft => ({
    kind: 'say',
    entry: { says: `late ${counts}`, counts },
    within,
  });

  test('stops as soon as the check holds, and leaves the others alone', async () => {
    const log: string[] = [];
    const started = performance.now();
    const report = await grade({ one: { checks: [late(3, 10), say('yes'), say('no')] } }, {}, log);
    expect(report.tasks[0]?.checks.map(({ status }) => status)).toEqual(['passed', 'passed', 'failed']);
    expect(log.filter((line) => line.startsWith('begin'))).toHaveLength(5);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('ends when the time is up', async () => {
    expect((await only(late(1000, 0.3)))[0]).toMatchObject({ status: 'failed', found: 'not yet' });
  });

  test('does not remember what the first look read', async () => {
    expect((await only({ kind: 'say', entry: { says: 'reads' }, within: 2 }))[0]).toMatchObject({ status: 'passed' });
  });

  test('does not wait for a check that is blocked', async () => {
    const log: string[] = [];
    await grade({ a: { checks: [say('no')] }, b: { after: ['a'], checks: [late(2, 10)] } }, {}, log);
    expect(log.filter((line) => line === 'begin late 2')).toHaveLength(1);
  });

  test('begins for a check as soon as nothing blocks it any more', async () => {
    const report = await grade({ a: { checks: [late(2, 5)] }, b: { after: ['a'], checks: [late(3, 5)] } });
    expect(report.passed).toBe(true);
  });
});
