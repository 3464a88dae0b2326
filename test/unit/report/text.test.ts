import './no-color.ts';
import { expect, test } from 'vitest';
import { render } from '../../../src/report/render.ts';
import { widthOf } from '../../../src/report/wrap.ts';
import { check, hostile, mixed, solved } from './reports.ts';

const text = (report = mixed, verbose = false, whole = true) => render(report, 'text', { verbose, whole });
const only = (at: number) => ({ ...mixed, tasks: mixed.tasks.slice(at, at + 1) });

test('a report says what does not hold, why, and what waits for what', () => {
  expect(text()).toMatchInlineSnapshot(`
    "01-netns

    ✓ 1. Two rooms · passed

    ✗ 2. A wire from room to room · open
        ✗ veth-red is in red, and its other end is veth-blue in blue
          expected: an interface veth-red in red of kind veth whose other end is
                    veth-blue in blue
          found:    red has no interface veth-red: it is in host
          why:      An interface lives in one namespace at a time: \`ip link set
                    veth-red netns red\` moves it. An end that stays on the host
                    joins the host to a room.
          see it:   ip -n red -d link show dev veth-red
        ✓ veth-blue is up
        ✗ A hidden one
          expected: not shown in this lab
          found:    not shown in this lab
        ? blue answers ARP
          could not look: the program arping is missing

    – 3. Switch on and talk · waits
        the task "A wire from room to room" comes first and is still open

    ✗ 4. The end · open
        ✗ The host has no route
          expected: no route
          found:    a route
          see it:   ip netns exec red ping -c 1 192.168.15.2
        – green reaches red
        – green reaches blue
          waits: namespace green does not exist yet
        – Bonus: the number
          not answered yet: netlab answer end
        ✗ bonus: The MTU is 9000
          expected: 9000
          found:    1500
          see it:   ip netns exec red ping -c 1 192.168.15.2

    2 of 9 points
    What "A wire from room to room" asks: netlab task
    Stuck? Type: netlab hint"
  `);
});

test('a report of which everything passed is short', () => {
  expect(text(solved)).toMatchInlineSnapshot(`
    "01-netns

    ✓ 1. Two rooms · passed
    ✓ 2. Talk · passed, bonus too

    2 of 2 points, 1 bonus
    All passed: well done!"
  `);
});

test('a verbose report shows passed checks and what each look printed', () => {
  expect(text(solved, true)).toMatchInlineSnapshot(`
    "01-netns

    ✓ 1. Two rooms · passed
        ✓ The namespace red exists

    ✓ 2. Talk · passed, bonus too
        ✓ red reaches blue
          see it:   ip netns exec red ping -c 1 192.168.15.2
                    1 packets transmitted, 1 received
        ✓ bonus: Extra
          see it:   ip netns exec red ping -c 1 192.168.15.2
                    1 packets transmitted, 1 received

    2 of 2 points, 1 bonus
    All passed: well done!"
  `);
});

test('the report of one task has no number, since it does not say which that is', () => {
  expect(text(only(2), false, false)).toMatchInlineSnapshot(`
    "01-netns

    – Switch on and talk · waits
        the task "A wire from room to room" comes first and is still open

    2 of 9 points
    What "Switch on and talk" asks: netlab task talk
    Stuck? Type: netlab hint talk"
  `);
  expect(text({ ...solved, tasks: solved.tasks.slice(0, 1) }, false, false)).toMatchInlineSnapshot(`
    "01-netns

    ✓ Two rooms · passed

    2 of 2 points, 1 bonus
    This task is done. What comes next says: netlab check"
  `);
});

test('what netlab could not look at is no reason to offer a hint', () => {
  const tasks = only(1).tasks.map((task) => ({ ...task, checks: task.checks.slice(3) }));
  expect(text({ ...mixed, tasks }, false, false)).toMatchInlineSnapshot(`
    "01-netns

    ✗ A wire from room to room · open
        ? blue answers ARP
          could not look: the program arping is missing

    2 of 9 points
    netlab could not look at everything, so this says nothing about your work. Try:
    netlab doctor"
  `);
});

test('a bonus that is open is mentioned where the task is folded', () => {
  const [rooms, talk] = solved.tasks;
  const checks = talk?.checks.map((check) => (check.optional ? { ...check, status: 'failed' as const } : check)) ?? [];
  const tasks = [rooms, talk && { ...talk, checks }].filter((task) => task !== undefined);
  expect(text({ ...solved, tasks })).toContain('✓ 2. Talk · passed, a bonus is open');
});

test.each([
  ['a question is to be answered', 'answer', 'a bonus is open: netlab answer talk'],
  ['any other bonus is to be done', 'http', 'a bonus is open: netlab check --verbose talk'],
])('%s', (_title, kind, expected) => {
  const talk = solved.tasks[1];
  const checks =
    talk?.checks.map((check) => (check.optional ? { ...check, kind, status: 'failed' as const } : check)) ?? [];
  const tasks = talk === undefined ? [] : [{ ...talk, checks }];
  expect(text({ ...solved, tasks }).replaceAll(/\s+/g, ' ')).toContain(expected);
});

test('nothing in a lab or in what a program printed can steer the terminal', () => {
  expect(text(hostile, true, false)).toMatchInlineSnapshot(`
    "09-hostile

    ✗ <one> & "two" · open
        ✗ a # b \\ c
          expected: ]]> & more
          found:    bell del right
          see it:   echo red
                    ab
                    c

    0 of 1 point
    What "<one> & "two"" asks: netlab task one
    Stuck? Type: netlab hint one"
  `);
});

test('lines fit the width, but for commands and what they printed', () => {
  for (const width of [60, 80, 100]) {
    const lines = render(mixed, 'text', { verbose: false, whole: true, width }).split('\n');
    expect(lines.filter((line) => widthOf(line) > width && !line.includes('see it'))).toEqual([]);
  }
});

test('a format that is none is an error', () => {
  expect(() => render(mixed, 'html', { verbose: false, whole: true })).toThrow('no format "html"');
});

test('several commands are shown when asked for, and do not bury what was found', () => {
  const evidence = { command: 'ip netns add try-a\nenv CNI_COMMAND=DEL /opt/cni/bin/mini', output: '{}' };
  const del = check('del.2', 'DEL can be repeated', { status: 'failed', evidence });
  const report = { ...mixed, tasks: [{ id: 'del', title: 'DEL', status: 'failed' as const, checks: [del] }] };
  expect(text(report)).toContain('see it:   netlab check del --verbose   (2 commands)');
  expect(text(report, true)).toContain('see it:   ip netns add try-a\n                env CNI_COMMAND=DEL');
});

test('a lab of one task that holds is done, as any other lab', () => {
  expect(text({ ...solved, tasks: solved.tasks.slice(0, 1) })).toContain('✓ 1. Two rooms');
  expect(text({ ...solved, tasks: solved.tasks.slice(0, 1) })).toContain('All passed: well done!');
});
