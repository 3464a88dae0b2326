import { describe, expect, test } from 'vitest';
import { type PingSeen, ping } from '../../../../src/checks/kinds/ping.ts';
import { type Answers, readPing, reasonFor } from '../../../../src/checks/kinds/ping-answers.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'ping', output: '' };
const look = (answers: Answers, from = 'red', to = '10.0.0.2', name = to) => ({ from, to, name, answers, evidence });
const one = (answers: Answers): PingSeen => ({ looks: [look(answers)], homeless: [] });
const sighting = (...sources: string[]) => ({ by: 'far', sources, evidence: { command: 'tcpdump', output: '' } });

const base = { from: 'red', to: '10.0.0.2' };
const all = { sent: 1, received: 1 };
const none = { sent: 1, received: 0 };
const as = { 'seen-as': '10.9.0.1', 'seen-by': 'far' };

const judged: [string, Record<string, unknown>, PingSeen, 'passed' | 'failed', string][] = [
  ['an answer', base, one(all), 'passed', '10.0.0.2 answers 1 of 1'],
  ['silence', base, one(none), 'failed', '10.0.0.2 does not answer (0 of 1)'],
  [
    'silence with a reason',
    base,
    one({ ...none, reason: 'Packet filtered' }),
    'failed',
    '10.0.0.2 does not answer: Packet filtered',
  ],
  [
    'a kernel that refuses to send',
    base,
    one({ sent: 0, received: 0, reason: 'Network is unreachable' }),
    'failed',
    '10.0.0.2 does not answer: Network is unreachable',
  ],
  ['one lost of five', { ...base, count: 5 }, one({ sent: 5, received: 4 }), 'failed', '10.0.0.2 answers 4 of 5'],
  [
    'one lost of five, which is tolerated',
    { ...base, count: 5, loss: 20 },
    one({ sent: 5, received: 4 }),
    'passed',
    '10.0.0.2 answers 4 of 5',
  ],
  [
    'two lost of five, which is too much',
    { ...base, count: 5, loss: 20 },
    one({ sent: 5, received: 3 }),
    'failed',
    '10.0.0.2 answers 3 of 5',
  ],
  [
    'all lost, although any loss is tolerated',
    { ...base, loss: 100 },
    one(none),
    'failed',
    '10.0.0.2 does not answer (0 of 1)',
  ],
  ['an absence that was seen', { ...base, reachable: false }, one(none), 'passed', '10.0.0.2 does not answer (0 of 1)'],
  [
    'an absence that the kernel told',
    { ...base, reachable: false },
    one({ sent: 0, received: 0, reason: 'Network is unreachable' }),
    'passed',
    '10.0.0.2 does not answer: Network is unreachable',
  ],
  [
    'one answer where none is due',
    { ...base, reachable: false, count: 5 },
    one({ sent: 5, received: 1 }),
    'failed',
    '10.0.0.2 answers 1 of 5',
  ],
  [
    'the right source',
    { ...base, ...as },
    { ...one(all), sighting: sighting('10.9.0.1') },
    'passed',
    '10.0.0.2 answers 1 of 1; far sees it come from 10.9.0.1',
  ],
  [
    'a wrong source',
    { ...base, ...as },
    { ...one(all), sighting: sighting('10.0.0.1') },
    'failed',
    'far sees it come from 10.0.0.1',
  ],
  [
    'a right and a wrong source',
    { ...base, ...as },
    { ...one(all), sighting: sighting('10.9.0.1', '10.0.0.1') },
    'failed',
    'far sees it come from 10.9.0.1 and 10.0.0.1',
  ],
  [
    'a packet that never arrived',
    { ...base, ...as },
    { ...one(none), sighting: sighting() },
    'failed',
    '10.0.0.2 does not answer (0 of 1); nothing arrives at far',
  ],
];

test.each(judged)('judges %s', (_title, entry, seen, status, found) => {
  expect(ping.judge(ping.schema.parse(entry), seen)).toMatchObject({ status, found });
});

describe('a matrix', () => {
  const pair = (from: string, name: string, answers: Answers) => look(answers, from, `10.0.0.${name.length}`, name);
  const entry = ping.schema.parse({ matrix: ['red', 'blue', 'gray'] });
  const [ok, bad] = [all, none];
  const pairsOf = (wrong: readonly string[]) =>
    ['red', 'blue', 'gray'].flatMap((from) =>
      ['red', 'blue', 'gray']
        .filter((to) => to !== from)
        .map((to) => pair(from, to, wrong.includes(`${from}-${to}`) ? bad : ok)),
    );

  const rows: [string, readonly string[], string][] = [
    ['holds', [], 'all 6 pairs answer'],
    ['has one hole', ['red-blue'], 'red → blue does not answer'],
    ['has two holes', ['red-blue', 'red-gray'], 'red → blue, red → gray do not answer'],
    [
      'is all hole',
      ['red-blue', 'red-gray', 'blue-red', 'blue-gray', 'gray-red', 'gray-blue'],
      'all 6 pairs do not answer',
    ],
  ];
  test.each(rows)('that %s says so in one line', (_title, wrong, found) => {
    const verdict = ping.judge(entry, { looks: pairsOf(wrong), homeless: [] });
    expect(verdict).toMatchObject({ status: wrong.length === 0 ? 'passed' : 'failed', found });
  });

  test('names six pairs at most', () => {
    const looks = Array.from({ length: 9 }, (_, n) => pair('red', `n${n}`, n === 8 ? ok : bad));
    const { found } = ping.judge(entry, { looks, homeless: [] });
    expect(found).toBe('red → n0, red → n1, red → n2, red → n3, red → n4, red → n5 and 2 more do not answer');
  });

  test('fails for a place without an address', () => {
    const verdict = ping.judge(entry, { looks: [], homeless: [{ place: 'gray', evidence }] });
    expect(verdict).toMatchObject({ status: 'failed', expected: 'gray has an IPv4 address', found: 'gray has none' });
  });

  test('that must be empty fails with the pairs that answer', () => {
    const closed = ping.schema.parse({ matrix: ['red', 'blue', 'gray'], reachable: false });
    const looks = [pair('red', 'blue', ok), pair('blue', 'red', bad), pair('red', 'gray', bad)];
    expect(ping.judge(closed, { looks, homeless: [] })).toMatchObject({
      status: 'failed',
      found: 'red → blue answers',
    });
  });

  test('shows the first pair that does not hold as evidence', () => {
    const looks = pairsOf(['blue-gray']).map((each) => ({
      ...each,
      evidence: { command: `${each.from} ${each.name}`, output: '' },
    }));
    expect(ping.judge(entry, { looks, homeless: [] }).evidence.command).toBe('blue gray');
  });
});

const summary = (received: number, more = '') =>
  `PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.\n${more}\n--- 10.0.0.2 ping statistics ---\n1 packets transmitted, ${received} received, 0% packet loss, time 0ms\n`;

const understood: [string, Parameters<typeof ranWith>[0], Answers][] = [
  ['an answer', { stdout: summary(1) }, all],
  ['silence', { exitCode: 1, stdout: summary(0) }, none],
  ['duplicates', { stdout: '1 packets transmitted, 1 received, +1 duplicates, 0% packet loss' }, all],
  [
    'a router that tells why',
    { exitCode: 1, stdout: summary(0, 'From 10.0.0.1 icmp_seq=1 Destination Host Unreachable') },
    { ...none, reason: 'Destination Host Unreachable' },
  ],
  [
    'a packet that is too long',
    { exitCode: 1, stdout: summary(0), stderr: 'ping: local error: message too long, mtu=1500' },
    { ...none, reason: 'message too long, mtu=1500' },
  ],
  [
    'a rule that forbids to send',
    { exitCode: 1, stdout: summary(0), stderr: 'ping: sendmsg: Operation not permitted' },
    { ...none, reason: 'Operation not permitted' },
  ],
  [
    'no route',
    { exitCode: 2, stderr: 'ping: connect: Network is unreachable' },
    { sent: 0, received: 0, reason: 'Network is unreachable' },
  ],
  [
    'no route, told by an older ping',
    { exitCode: 2, stderr: 'connect: Network is unreachable' },
    { sent: 0, received: 0, reason: 'Network is unreachable' },
  ],
  [
    'a broadcast address',
    { exitCode: 2, stderr: 'ping: Do you want to ping broadcast? Then -b.' },
    { sent: 0, received: 0, reason: 'Broadcast or forbidden' },
  ],
];

test.each(understood)('understands %s', (_title, ran, answers) => {
  expect(readPing(ranWith(ran), plainNetwork)).toEqual(answers);
});

const broken: [string, Parameters<typeof ranWith>[0]][] = [
  ['no permission', { exitCode: 2, stderr: 'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted' }],
  ['a missing program', { exitCode: 127, stderr: 'sh: ping: command not found' }],
  ['nothing at all', { exitCode: 1 }],
  ['an unknown option', { exitCode: 2, stderr: "ping: invalid argument: '-Z'" }],
  ['the ping of busybox', { exitCode: 1, stdout: '1 packets transmitted, 0 packets received, 100% packet loss' }],
];

test.each(broken)('cannot look with %s', (_title, ran) => {
  expect(() => readPing(ranWith(ran), plainNetwork)).toThrow(/ping/);
});

const reasons: [string, RegExp][] = [
  ['Network is unreachable', /^red has no route to 10\.0\.0\.2$/],
  ['Destination Host Unreachable', /who has 10\.0\.0\.2/],
  ['Destination Net Unreachable', /a router on the way has no route/],
  ['Frag needed and DF set (mtu = 1400)', /MTU/],
  ['Broadcast or forbidden', /prefix length/],
  ['No route to host', /unreachable/],
];

test.each(reasons)('explains "%s"', (reason, words) => {
  expect(reasonFor({ ...none, reason }, 'red', '10.0.0.2')).toMatch(words);
});

const refused: [string, Record<string, unknown>][] = [
  ['neither form', {}],
  ['both forms', { ...base, matrix: ['red', 'blue'] }],
  ['a matrix of one', { matrix: ['red'] }],
  ['a name for an address', { from: 'red', to: 'blue' }],
  ['an unknown key', { ...base, reachble: false }],
  ['a witness without an address', { ...base, 'seen-by': 'far' }],
  ['a witness for a matrix', { matrix: ['red', 'blue'], ...as }],
];

test.each(refused)('the schema refuses %s', (_title, entry) => {
  expect(ping.schema.safeParse(entry).success).toBe(false);
});
