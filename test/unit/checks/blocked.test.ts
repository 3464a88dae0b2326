import { describe, expect, test } from 'vitest';
import { grade, say } from '../../support/saying.ts';
import type { TaskDraft } from '../../support/tiny-lab.ts';

describe('blocked', () => {
  const statusesOf = async (tasks: Record<string, TaskDraft>) =>
    (await grade(tasks)).tasks.map(({ checks }) => checks.map(({ status }) => status));

  const rows: [string, Record<string, TaskDraft>, string[][]][] = [
    [
      'is what comes after an open task',
      { a: { checks: [say('no')] }, b: { after: ['a'], checks: [say('yes'), say('no')] } },
      [['failed'], ['blocked', 'blocked']],
    ],
    [
      'is what comes after an unknown task',
      { a: { checks: [say('broken')] }, b: { after: ['a'], checks: [say('yes')] } },
      [['unknown'], ['blocked']],
    ],
    [
      'is nothing after a finished task',
      { a: { checks: [say('yes')] }, b: { after: ['a'], checks: [say('no')] } },
      [['passed'], ['failed']],
    ],
    [
      'is what comes two tasks later',
      { a: { checks: [say('no')] }, b: { after: ['a'], checks: [] }, c: { after: ['b'], checks: [say('yes')] } },
      [['failed'], [], ['blocked']],
    ],
    [
      'is nothing that only follows in the file',
      { a: { checks: [say('no')] }, b: { checks: [say('yes')] } },
      [['failed'], ['passed']],
    ],
    [
      'is nothing because of a bonus',
      { a: { checks: [say('no', { optional: true })] }, b: { after: ['a'], checks: [say('yes')] } },
      [['failed'], ['passed']],
    ],
    [
      'is never a guard',
      {
        a: { checks: [say('no')] },
        b: { after: ['a'], checks: [say('yes', { guard: true }), say('no', { guard: true })] },
      },
      [['failed'], ['passed', 'failed']],
    ],
    [
      'is what needs a namespace that an earlier check misses',
      { a: { checks: [{ kind: 'namespace', entry: { says: 'no', name: 'red' } }, say('gone red')] } },
      [['failed', 'blocked']],
    ],
    [
      'is that also by the full name of the place',
      { a: { checks: [{ kind: 'namespace', entry: { says: 'no', name: 'node1/red' } }, say('gone red')] } },
      [['failed', 'blocked']],
    ],
    [
      'is not what needs another namespace',
      { a: { checks: [{ kind: 'namespace', entry: { says: 'no', name: 'blue' } }, say('gone red')] } },
      [['failed', 'failed']],
    ],
    [
      'is not what comes before that check',
      { a: { checks: [say('gone red'), { kind: 'namespace', entry: { says: 'no', name: 'red' } }] } },
      [['failed', 'failed']],
    ],
    [
      'are no tasks in a circle',
      { a: { after: ['b'], checks: [say('yes')] }, b: { after: ['a'], checks: [say('yes')] } },
      [['passed'], ['passed']],
    ],
  ];
  test.each(rows)('%s', async (_title, tasks, statuses) => {
    expect(await statusesOf(tasks)).toEqual(statuses);
  });

  test('says what comes first', async () => {
    const report = await grade({ a: { checks: [say('no')] }, b: { after: ['a'], checks: [say('yes')] } });
    const found = 'the task "Task a" comes first and is still open';
    expect(report.tasks[1]?.checks[0]).toMatchObject({ found, evidence: null, because: null });
  });
});
