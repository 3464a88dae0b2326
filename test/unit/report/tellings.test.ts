import './no-color.ts';
import { expect, test } from 'vitest';
import type { LabCheck, Task } from '../../../src/lab/lab.ts';
import { answerText } from '../../../src/report/answer.ts';
import { hintText } from '../../../src/report/hint.ts';
import { solutionText } from '../../../src/report/solution.ts';
import { taskText } from '../../../src/report/task.ts';
import { check } from './reports.ts';

const question: LabCheck = {
  id: 'wire.2',
  kind: 'answer',
  entry: { question: 'Which number is `veth-blue`?', from: { at: 'blue', run: ['ip'] } },
  title: undefined,
  points: 1,
  because: undefined,
  within: 0,
  control: undefined,
  guard: false,
  optional: true,
  reveal: 'full',
};

const task: Task = {
  id: 'wire',
  title: 'A wire from room to room',
  after: [],
  text: 'A **veth pair** is a wire.\n\n    ip link\n',
  hints: [],
  checks: [question],
};

test('a task is its title, its text and its questions', () => {
  expect(taskText(task, 2, 60)).toMatchInlineSnapshot(`
    "Task 2: A wire from room to room

    A veth pair is a wire.

        ip link

    Bonus question: Which number is \`veth-blue\`?

        netlab answer wire"
  `);
});

test('a task with two questions names each', () => {
  const two = { ...task, checks: [question, { ...question, id: 'wire.3', optional: false }] };
  expect(taskText(two, 2, 60)).toContain('netlab answer wire.3');
});

const hint = { task: 'wire', title: 'A wire', hint: '`ip link add …` makes the pair.', number: 1, of: 3 };

test('a hint says how many there are and how to get the next', () => {
  expect(hintText(hint)).toMatchInlineSnapshot(`
    "A wire · hint 1 of 3

    \`ip link add …\` makes the pair.

    The next one says more: netlab hint wire"
  `);
});

test('after the last hint comes the solution', () => {
  expect(hintText({ ...hint, number: 3 })).toMatchInlineSnapshot(`
    "A wire · hint 3 of 3

    \`ip link add …\` makes the pair.

    There are no more hints. The solution: netlab solution wire"
  `);
});

test('a task without hints says so', () => {
  expect(hintText({ ...hint, hint: 'This task has no hints.', number: 0, of: 0 })).toMatchInlineSnapshot(`
    "This task has no hints.

    There are no more hints. The solution: netlab solution wire"
  `);
});

test('a solution can be pasted: all that is not a command is a comment', () => {
  const parts = [
    { node: 'node1', script: '\n# A route.\nip route add 10.0.0.0/8 \\\n\tvia 10.1.1.1\n\n' },
    { node: 'node2', script: 'ip route\u001B[2J\n' },
  ];
  expect(solutionText(task, parts)).toMatchInlineSnapshot(`
    "# A wire from room to room, on node1
    # A route.
    ip route add 10.0.0.0/8 \\
    	via 10.1.1.1

    # A wire from room to room, on node2
    ip route"
  `);
});

test('a lab without a solution for a task says so', () => {
  expect(solutionText(task, [])).toBe('This lab has no solution for "A wire from room to room".');
});

const judged = check('wire.2', 'Bonus: the number', { kind: 'answer', optional: true, found: '4' });
const answered = { question: 'Which number is `veth-blue`?', value: '4', check: judged };

test('a right answer is said to be right', () => {
  expect(answerText(answered)).toMatchInlineSnapshot(`
    "Which number is \`veth-blue\`?

    ✓ "4" is right: 1 bonus point."
  `);
});

test('a wrong answer does not reveal the right one', () => {
  const wrong = {
    status: 'failed' as const,
    expected: '7',
    found: 'the right answer is 7',
    because: 'Compare it with what `red` shows.',
    evidence: { command: 'ip link', output: '7: veth-blue' },
  };
  const text = answerText({ ...answered, check: { ...judged, ...wrong } });
  expect(text).toMatchInlineSnapshot(`
    "Which number is \`veth-blue\`?

    ✗ "4" is not right.

    Compare it with what \`red\` shows."
  `);
  expect(text).not.toContain('7');
});

test.each([
  ['failed', 'there is no right answer yet', '✗ there is no right answer yet'],
  [
    'blocked',
    'namespace blue does not exist yet',
    '– "4" is kept and judged later: namespace blue does not exist yet.',
  ],
  ['unknown', 'ip is missing', '? "4" is kept, but netlab could not look: ip is missing.'],
] as const)('an answer that cannot be judged says why: %s', (status, found, line) => {
  expect(answerText({ ...answered, check: { ...judged, status, found } })).toContain(line);
});
