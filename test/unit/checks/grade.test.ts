import { describe, expect, test } from 'vitest';
import { grade, only, say } from '../../support/saying.ts';
import type { CheckDraft } from '../../support/tiny-lab.ts';

describe('a question', () => {
  const question = (optional: boolean): CheckDraft => ({ kind: 'answer', entry: { says: 'answer' }, optional });

  test('that is optional and not answered is blocked, and never probed', async () => {
    const log: string[] = [];
    const report = await grade({ one: { checks: [question(true)] } }, {}, log);
    expect(report.tasks[0]?.checks[0]).toMatchObject({ status: 'blocked', found: 'not answered yet' });
    expect(report.passed).toBe(true);
    expect(log).toEqual([]);
  });

  test('that is needed and not answered fails', async () => {
    expect((await only(question(false)))[0]).toMatchObject({ status: 'failed' });
  });

  test('gets the answer to its own id', async () => {
    const report = await grade(
      { one: { checks: [question(true), question(true)] } },
      { answers: { 'one.2': 'yes, so it is' } },
    );
    expect(report.tasks[0]?.checks.map(({ status }) => status)).toEqual(['blocked', 'passed']);
  });
});

describe('order', () => {
  test('probes run side by side, exclusive ones afterwards and one by one', async () => {
    const log: string[] = [];
    const slow = (kind: string, says: string): CheckDraft => ({ kind, entry: { says, ms: 20 } });
    const checks = [slow('alone', 'yes 1'), slow('say', 'yes 2'), slow('say', 'yes 3'), slow('alone', 'yes 4')];
    await grade({ one: { checks } }, {}, log);
    expect(log.slice(0, 2)).toEqual(['begin yes 2', 'begin yes 3']);
    expect(log.slice(4)).toEqual(['begin yes 1', 'end yes 1', 'begin yes 4', 'end yes 4']);
  });

  test('the control of an exclusive check waits for it', async () => {
    const log: string[] = [];
    const control = { kind: 'say', entry: { says: 'yes control' } };
    await grade({ one: { checks: [{ kind: 'alone', entry: { says: 'yes', ms: 20 }, control }] } }, {}, log);
    expect(log).toEqual(['begin yes', 'end yes', 'begin yes control', 'end yes control']);
  });

  test.each([
    [
      'before the others have looked, when its task was passed before',
      ['one'],
      ['ready yes 1', 'begin yes 2', 'end yes 2'],
    ],
    ['after them, when it was not', [], ['begin yes 2', 'end yes 2', 'ready yes 1']],
  ])('what looks alone gets ready %s', async (_title, done, first) => {
    const log: string[] = [];
    const watcher: CheckDraft = { kind: 'watcher', entry: { says: 'yes 1' } };
    await grade({ one: { checks: [watcher, say('yes 2')] } }, { done: new Set(done) }, log);
    expect(log).toEqual([...first, 'begin yes 1', 'end yes 1', 'ended']);
  });

  test('what got ready for nothing is ended', async () => {
    const log: string[] = [];
    const watcher: CheckDraft = { kind: 'watcher', entry: { says: 'yes 1' } };
    const tasks = { one: { checks: [say('no')] }, two: { after: ['one'], checks: [watcher] } };
    await grade(tasks, { done: new Set(['two']) }, log);
    expect(log).toEqual(['ready yes 1', 'begin no', 'end no', 'ended']);
  });

  test('costly probes are spared for who stops at the first that fails', async () => {
    const log: string[] = [];
    const stop = new AbortController();
    const dear = (says: string): CheckDraft => ({ kind: 'dear', entry: { says, ms: 5 } });
    const checks = [dear('yes 1'), dear('no 2'), say('yes 3'), dear('yes 4')];
    const onLook = (_check: unknown, status: string) => status === 'failed' && stop.abort();
    const graded = grade({ one: { checks } }, { sparing: true, onLook, signal: stop.signal }, log);
    await expect(graded).rejects.toThrow('interrupted');
    expect(log.filter((line) => line.startsWith('begin'))).toEqual(['begin yes 3', 'begin yes 1', 'begin no 2']);
  });

  test('outcomes are told in the order of the lab', async () => {
    const told: string[] = [];
    const tasks = { a: { checks: [say('no'), say('yes')] }, b: { after: ['a'], checks: [say('yes')] } };
    await grade(tasks, { onOutcome: ({ id, status }, { title }) => told.push(`${title}: ${id} ${status}`) });
    expect(told).toEqual(['Task a: a.1 failed', 'Task a: a.2 passed', 'Task b: b.1 blocked']);
  });
});

describe('one task only', () => {
  const tasks = {
    a: { checks: [say('no')] },
    b: { after: ['a'], checks: [say('yes b')] },
    c: { checks: [say('yes c')] },
  };

  test('is graded with what can block it, and nothing else', async () => {
    const log: string[] = [];
    const report = await grade(tasks, { task: 'b' }, log);
    expect(report.tasks.map(({ id, status }) => `${id} ${status}`)).toEqual(['b blocked']);
    expect(log.filter((line) => line.startsWith('begin'))).toEqual(['begin no', 'begin yes b']);
  });

  test('decides alone whether the report has passed', async () => {
    expect(await grade(tasks, { task: 'c' })).toMatchObject({ passed: true, score: { points: 1, of: 1 } });
  });

  test('that does not exist is a usage error which names those that do', async () => {
    await expect(grade(tasks, { task: 'd' })).rejects.toMatchObject({ code: 'USAGE', next: ['its tasks: a, b, c'] });
  });
});

test('an aborted report rejects at once', async () => {
  const abort = new AbortController();
  const report = grade({ one: { checks: [say('never')] } }, { signal: abort.signal });
  abort.abort();
  await expect(report).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a lab without checks has passed', async () => {
  expect(await grade({ one: { checks: [] } })).toMatchObject({ passed: true, score: { points: 0, of: 0, bonus: 0 } });
});
