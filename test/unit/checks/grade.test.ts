import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  type AnyCheckKind,
  type CheckKind,
  type Network,
  NoSuchPlaceError,
  ProbeError,
} from '../../../src/checks/check.ts';
import { type GradeOptions, gradeLab } from '../../../src/checks/grade.ts';
import { type CheckDraft, labOf, type TaskDraft } from '../../support/tiny-lab.ts';

const evidence = { command: 'look', output: 'seen' };

/** A kind whose entry says what its probe does; `reads` asks the network, `counts` holds from the n-th look on. */
type SayEntry = { says: string; ms?: number | undefined; counts?: number | undefined };
const schema = z.strictObject({ says: z.string(), ms: z.number().optional(), counts: z.number().optional() });

function sayKind(kind: string, log: string[] = [], exclusive = false): CheckKind<SayEntry, string> {
  const looks = new Map<string, number>();
  return {
    kind,
    about: 'For tests.',
    schema,
    exclusive,
    title: ({ says }) => `it says ${says}`,
    places: () => [],
    async probe({ says, ms = 0, counts = 0 }, context) {
      const { network, answer } = context;
      log.push(`begin ${says}`);
      await pause(ms);
      log.push(`end ${says}`);
      if (says === 'broken') throw new ProbeError('the tool is missing', evidence);
      if (says === 'bug') throw new TypeError('x is not a function');
      if (says === 'never') await new Promise(() => {});
      if (says.startsWith('gone ')) throw new NoSuchPlaceError(says.slice(5), evidence);
      if (says === 'provokes') await context.provoke({ say: { says: 'provoked' } });
      if (says === 'answer') return answer ?? 'none';
      if (says === 'reads') return (await network.read('red', ['ip', 'addr'])).stdout;
      looks.set(says, (looks.get(says) ?? 0) + 1);
      return (looks.get(says) ?? 0) >= counts ? says : 'not yet';
    },
    judge: (_entry, seen) => ({
      status: /^(yes|late)/.test(seen) ? 'passed' : 'failed',
      expected: 'yes',
      found: seen,
      because: 'it is so',
      evidence,
    }),
  };
}

function kindsWith(log: string[] = []): ReadonlyMap<string, AnyCheckKind> {
  const namespace = { ...sayKind('namespace', log), schema: z.looseObject({ says: z.string(), name: z.string() }) };
  const all: AnyCheckKind[] = [sayKind('say', log), sayKind('alone', log, true), sayKind('answer', log), namespace];
  return new Map(all.map((kind) => [kind.kind, kind]));
}

/** A network that only counts how often it is asked, and says "yes" from the second time on. */
function countingNetwork(): Network {
  let asked = 0;
  const remembered = new Map<string, ReturnType<Network['run']>>();
  const network: Network = {
    async run(place, argv) {
      asked += 1;
      return { place, argv, exitCode: 0, stdout: asked > 1 ? 'yes' : 'no', stderr: '', timedOut: false, ms: 0 };
    },
    read(place, argv) {
      const known = remembered.get(place) ?? network.run(place, argv);
      remembered.set(place, known);
      return known;
    },
    byHand: (_place, argv) => argv.join(' '),
    evidence: () => evidence,
  };
  return network;
}

const say = (says: string, more: Partial<CheckDraft> = {}): CheckDraft => ({ kind: 'say', entry: { says }, ...more });
const answers = {};

function grade(tasks: Record<string, TaskDraft>, options: Partial<GradeOptions> = {}, log: string[] = []) {
  const kinds = kindsWith(log);
  return gradeLab(labOf(tasks, kinds), kinds, countingNetwork(), { answers, ...options });
}

async function only(...checks: CheckDraft[]) {
  const report = await grade({ one: { checks } });
  return report.tasks[0]?.checks ?? [];
}

describe('one check', () => {
  const rows: [string, CheckDraft, Record<string, unknown>][] = [
    ['that holds passes', say('yes'), { status: 'passed', expected: 'yes', found: 'yes', because: null, evidence }],
    [
      'that does not hold fails and says why',
      say('no', { because: 'It matters.' }),
      { status: 'failed', found: 'no', because: 'it is so. It matters.' },
    ],
    [
      'that cannot look is unknown',
      say('broken'),
      { status: 'unknown', found: 'the tool is missing', because: null, evidence },
    ],
    [
      'with a bug is unknown',
      say('bug'),
      { status: 'unknown', found: 'internal error in the say check: x is not a function', evidence: null },
    ],
    [
      'of an unknown kind is unknown',
      { kind: 'nonsense', entry: {} },
      { status: 'unknown', found: 'netlab knows no check kind "nonsense"' },
    ],
    [
      'of a kind named like a part of every object is unknown',
      { kind: 'constructor', entry: {} },
      { status: 'unknown' },
    ],
    [
      'in a missing place fails',
      say('gone red'),
      { status: 'failed', expected: 'namespace red exists', found: 'there is none', evidence },
    ],
    ['has the title of its kind', say('yes'), { title: 'it says yes' }],
    ['has the title of the lab', say('yes', { title: 'All is well' }), { title: 'All is well' }],
    ['can send traffic of another kind', say('provokes'), { found: 'provokes' }],
  ];
  test.each(rows)('%s', async (_title, draft, expected) => {
    expect((await only(draft))[0]).toMatchObject(expected);
  });

  test('whose probe never ends is unknown and says what it waited for', async () => {
    const report = await grade({ one: { checks: [say('never')] } }, { probeLimitMs: 50 });
    const found = 'waited 0.05 s for the say probe, which did not end';
    expect(report.tasks[0]?.checks[0]).toMatchObject({ status: 'unknown', found });
  });
});

describe('a control', () => {
  const rows: [string, string, string, string, RegExp][] = [
    ['that holds proves', 'yes', 'yes', 'passed', /^yes$/],
    [
      'that fails proves nothing',
      'yes',
      'no',
      'failed',
      /^yes, but the control does not hold, so nothing is proved \(expected: yes\): no$/,
    ],
    [
      'that cannot look proves nothing',
      'yes',
      'broken',
      'unknown',
      /the control could not look, so nothing is proved: the tool is missing/,
    ],
    ['whose place is missing proves nothing', 'yes', 'gone red', 'failed', /namespace red exists\): there is none/],
    ['does not matter to a check that fails', 'no', 'broken', 'failed', /^no$/],
    ['does not matter to a check that cannot look', 'broken', 'no', 'unknown', /^the tool is missing$/],
  ];
  test.each(rows)('%s', async (_title, main, control, status, found) => {
    const [check] = await only(say(main, { control: { kind: 'say', entry: { says: control } } }));
    expect(check).toMatchObject({ status, found: expect.stringMatching(found) });
  });
});

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

describe('what a lab reveals', () => {
  const rows: [string, CheckDraft, Record<string, unknown>][] = [
    ['only what was found', say('no', { reveal: 'found' }), { expected: '', found: 'no', evidence }],
    ['nothing', say('no', { reveal: 'none' }), { expected: '', found: '', evidence: null }],
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

  test('outcomes are told in the order of the lab', async () => {
    const told: string[] = [];
    const tasks = { a: { checks: [say('no'), say('yes')] }, b: { after: ['a'], checks: [say('yes')] } };
    await grade(tasks, { onOutcome: ({ id, status }, { title }) => told.push(`${title}: ${id} ${status}`) });
    expect(told).toEqual(['Task a: a.1 failed', 'Task a: a.2 passed', 'Task b: b.1 blocked']);
  });
});

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
