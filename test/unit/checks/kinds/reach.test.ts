import { expect, test } from 'vitest';
import { type ReachLook, reach, splitTarget } from '../../../../src/checks/kinds/reach.ts';
import { readAttempts } from '../../../../src/checks/kinds/reach-connect.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const to = { back: '10.0.0.3:8080', db: '10.0.0.4:3306' };
const from = { front: ['back'], back: ['db'], stray: ['back', 'db'] };
const evidence = { command: 'timeout 2 bash', output: '' };
const look = (one: string, name: 'back' | 'db', connection: ReachLook['connection']): ReachLook => ({
  from: one,
  to: name,
  target: to[name],
  connection,
  detail: { open: 'accepted', refused: 'refused', 'timed out': 'no answer within 2 s', unreachable: 'No route' }[
    connection
  ],
  evidence: { ...evidence, command: `${one} to ${name}` },
});
const right = [
  look('front', 'back', 'open'),
  look('front', 'db', 'timed out'),
  look('back', 'db', 'open'),
  look('stray', 'back', 'open'),
  look('stray', 'db', 'open'),
];
const but = (...looks: ReachLook[]) =>
  right.map((one) => looks.find((other) => other.from === one.from && other.to === one.to) ?? one);

const judged: [string, ReachLook[], 'passed' | 'failed', string][] = [
  ['a matrix that is as asked', right, 'passed', '4 pairs open, 1 closed'],
  ['a closed pair that is refused', but(look('front', 'db', 'refused')), 'passed', '4 pairs open, 1 closed'],
  ['a closed pair without a route', but(look('front', 'db', 'unreachable')), 'passed', '4 pairs open, 1 closed'],
  ['a pair that is open and must not be', but(look('front', 'db', 'open')), 'failed', 'front → db: accepted'],
  ['a pair that must be open', but(look('back', 'db', 'refused')), 'failed', 'back → db: refused'],
  [
    'two wrong pairs',
    but(look('front', 'db', 'open'), look('stray', 'db', 'timed out')),
    'failed',
    'front → db: accepted; stray → db: no answer within 2 s',
  ],
];

test.each(judged)('judges %s', (_title, looks, status, found) => {
  expect(reach.judge(reach.schema.parse({ to, from }), looks)).toMatchObject({ status, found });
});

test('shows the command for the first wrong pair, and the whole matrix', () => {
  const verdict = reach.judge(reach.schema.parse({ to, from }), but(look('front', 'db', 'open')));
  expect(verdict.evidence).toEqual({
    command: 'front to db',
    output:
      'front  open: back and db; closed: nothing\nback   open: db; closed: nothing\nstray  open: back and db; closed: nothing',
  });
});

test('names four wrong pairs and counts the others', () => {
  const places = ['a', 'b', 'c', 'd', 'e', 'f'];
  const entry = reach.schema.parse({ to, from: Object.fromEntries(places.map((one) => [one, ['back', 'db']])) });
  const looks = places.map((one) => look(one, 'db', 'refused'));
  expect(reach.judge(entry, looks).found).toBe(
    'a → db: refused; b → db: refused; c → db: refused; d → db: refused; and 2 more',
  );
});

test.each([
  ['a name without a target', { to, from: { ...from, front: ['bcak'] } }, '`to` has no "bcak"'],
  ['a place that reaches nothing', { to, from: { ...from, mute: [] } }, 'mute may connect to nothing'],
  ['a place that may reach itself only', { to, from: { ...from, db: ['db'] } }, 'db may connect to nothing'],
  ['a target that nobody reaches', { to, from: { front: ['back'], stray: ['back'] } }, 'nobody may connect to db'],
  ['a target that only it itself reaches', { to, from: { db: ['back', 'db'] } }, 'nobody may connect to db'],
  ['a target without a port', { to: { ...to, db: '10.0.0.4' }, from }, 'an address and a TCP port'],
])('refuses %s', (_title, entry, says) => {
  const messages = reach.schema.safeParse(entry).error?.issues.map(({ message }) => message);
  expect(messages?.join('\n')).toContain(says);
});

test.each([
  ['10.0.0.1:80', { ip: '10.0.0.1', port: 80 }],
  ['[fd00::1]:65535', { ip: 'fd00::1', port: 65_535 }],
  ['10.0.0.1:0', undefined],
  ['10.0.0.1:65536', undefined],
  ['fd00::1:80', undefined],
  ['[10.0.0.1]:80', undefined],
  ['back:80', undefined],
])('splits %s', (text, parts) => {
  expect(splitTarget(text)).toEqual(parts);
});

const refused = 'tcp: connect: Connection refused';

test.each([
  ['answers in any order', { stdout: `1 ${refused}\ntcp: line 3: more words\n0 open\n` }, ['open', 'refused']],
  ['silence until the time was up', { stdout: '1 open\n', exitCode: 124 }, ['timed out', 'open']],
  ['no route', { stdout: '0 tcp: connect: Network is unreachable\n1 open\n' }, ['unreachable', 'open']],
])('understands %s', (_title, ran, connections) => {
  expect(readAttempts(ranWith(ran), 2, plainNetwork).map(([connection]) => connection)).toEqual(connections);
});

test.each([
  [
    'a bash that cannot fork',
    { stdout: '0 open\n', stderr: 'tcp: fork: Resource temporarily unavailable', exitCode: 124 },
  ],
  ['a target without an outcome', { stdout: '0 open\n' }],
  [
    'a bash without network redirections',
    { stdout: '0 open\n1 tcp: /dev/tcp/10.0.0.1/80: No such file or directory\n' },
  ],
  ['no bash', { stderr: "timeout: failed to run command 'bash': No such file or directory", exitCode: 127 }],
  ['an end by a signal', { stdout: '0 open\n1 open\n', exitCode: undefined }],
])('cannot look with %s', (_title, ran) => {
  expect(() => readAttempts(ranWith(ran), 2, plainNetwork)).toThrow('could not try to connect');
});
