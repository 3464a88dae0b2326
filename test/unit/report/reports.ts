import type { CheckReport, Report, TaskReport } from '../../../src/checks/report.ts';

export function check(id: string, title: string, more: Partial<CheckReport> = {}): CheckReport {
  return {
    id,
    kind: 'ping',
    title,
    status: 'passed',
    optional: false,
    guard: false,
    points: 1,
    expected: 'an answer from 192.168.15.2',
    found: '192.168.15.2 answers 1 of 1',
    because: null,
    evidence: { command: 'ip netns exec red ping -c 1 192.168.15.2', output: '1 packets transmitted, 1 received' },
    ms: 12,
    ...more,
  };
}

const rooms: TaskReport = {
  id: 'rooms',
  title: 'Two rooms',
  status: 'passed',
  checks: [check('rooms.1', 'The namespace red exists', { kind: 'namespace', evidence: null })],
};

const wire: TaskReport = {
  id: 'wire',
  title: 'A wire from room to room',
  status: 'failed',
  checks: [
    check('wire.1', 'veth-red is in red, and its other end is veth-blue in blue', {
      kind: 'link',
      status: 'failed',
      expected: 'an interface veth-red in red of kind veth whose other end is veth-blue in blue',
      found: 'red has no interface veth-red: it is in host',
      because:
        'An interface lives in one namespace at a time: `ip link set veth-red netns red` moves it. An end that stays on the host joins the host to a room.',
      evidence: { command: 'ip -n red -d link show dev veth-red', output: 'Device "veth-red" does not exist.\n' },
    }),
    check('wire.2', 'veth-blue is up'),
    check('wire.3', 'A hidden one', { status: 'failed', expected: '', found: '', evidence: null }),
    check('wire.4', 'blue answers ARP', {
      kind: 'arping',
      status: 'unknown',
      found: 'the program arping is missing',
      evidence: null,
    }),
  ],
};

const waiting = 'the task "A wire from room to room" comes first and is still open';
const blocked = { status: 'blocked', found: waiting, evidence: null } as const;

const talk: TaskReport = {
  id: 'talk',
  title: 'Switch on and talk',
  status: 'blocked',
  checks: [check('talk.1', 'red reaches blue', blocked), check('talk.2', 'blue reaches red', blocked)],
};

const end: TaskReport = {
  id: 'end',
  title: 'The end',
  status: 'failed',
  checks: [
    check('end.1', 'The host has no route', { status: 'failed', expected: 'no route', found: 'a route', guard: true }),
    check('end.2', 'green reaches red', { ...blocked, found: 'namespace green does not exist yet' }),
    check('end.3', 'green reaches blue', { ...blocked, found: 'namespace green does not exist yet' }),
    check('end.4', 'Bonus: the number', { ...blocked, kind: 'answer', optional: true, found: 'not answered yet' }),
    check('end.5', 'The MTU is 9000', { status: 'failed', optional: true, expected: '9000', found: '1500' }),
  ],
};

/** A report with every outcome in it. */
export const mixed: Report = {
  lab: '01-netns',
  passed: false,
  score: { points: 2, of: 9, bonus: 0 },
  tasks: [rooms, wire, talk, end],
};

export const solved: Report = {
  lab: '01-netns',
  passed: true,
  score: { points: 2, of: 2, bonus: 1 },
  tasks: [
    rooms,
    {
      id: 'talk',
      title: 'Talk',
      status: 'passed',
      checks: [check('talk.1', 'red reaches blue'), check('talk.2', 'Extra', { optional: true })],
    },
  ],
};

/** Texts as a hostile lab or program could print them. */
export const hostile: Report = {
  lab: '09-hostile',
  passed: false,
  score: { points: 0, of: 1, bonus: 0 },
  tasks: [
    {
      id: 'one',
      title: '\u001B[2J<one> & "two"',
      status: 'failed',
      checks: [
        check('one.1', 'a # b \\ c \u001B]0;owned\u0007', {
          status: 'failed',
          expected: ']]> & more',
          found: 'bell\u0007 \u009B31m del\u007F \uD800 \u202Eright',
          evidence: { command: 'echo \u001B[31mred', output: 'a\u0000b\r\nc' },
        }),
      ],
    },
  ],
};
