import { describe, expect, test } from 'vitest';
import { evidence, grade, only, say } from '../../support/saying.ts';
import type { CheckDraft } from '../../support/tiny-lab.ts';

describe('a task', () => {
  const rows: [string, CheckDraft[], string][] = [
    ['passes when all its needed checks pass', [say('yes'), say('no', { optional: true })], 'passed'],
    ['fails when one fails', [say('yes'), say('no'), say('broken')], 'failed'],
    ['is unknown when one is and none fails', [say('yes'), say('broken')], 'unknown'],
    ['passes without needed checks', [say('no', { optional: true })], 'passed'],
  ];
  test.each(rows)('%s', async (_title, checks, status) => {
    expect((await grade({ one: { checks } })).tasks[0]?.status).toBe(status);
  });

  test('is blocked when its checks are, guards aside', async () => {
    const report = await grade({
      a: { checks: [say('no')] },
      b: { after: ['a'], checks: [say('no'), say('yes', { guard: true })] },
    });
    expect(report.tasks.map(({ status }) => status)).toEqual(['failed', 'blocked']);
  });
});

describe('the score', () => {
  test('counts points of needed checks, and those of bonus checks apart', async () => {
    const checks = [
      say('yes', { points: 2 }),
      say('no', { points: 3 }),
      say('yes', { points: 5, optional: true }),
      say('no', { points: 7, optional: true }),
    ];
    expect(await grade({ one: { checks } })).toMatchObject({ passed: false, score: { points: 2, of: 5, bonus: 5 } });
  });

  test('passes without the bonus', async () => {
    const checks = [say('yes'), say('broken', { optional: true })];
    expect(await grade({ one: { checks } })).toMatchObject({ passed: true, score: { points: 1, of: 1, bonus: 0 } });
  });
});

describe('what a lab reveals', () => {
  const rows: [string, CheckDraft, Record<string, unknown>][] = [
    ['only what was found', say('no', { reveal: 'found' }), { expected: '', found: 'no', evidence }],
    ['nothing', say('no', { reveal: 'none' }), { expected: '', found: '', because: null, evidence: null }],
    ['why it matters, as the author says it', say('no', { reveal: 'none', because: 'Ask.' }), { because: 'Ask.' }],
    [
      'always that netlab could not look',
      say('broken', { reveal: 'none' }),
      { expected: '', found: 'the tool is missing' },
    ],
    ['everything once it passes', say('yes', { reveal: 'none' }), { expected: 'yes', found: 'yes', evidence }],
  ];
  test.each(rows)('is %s', async (_title, draft, expected) => {
    expect((await only(draft))[0]).toMatchObject(expected);
  });
});
