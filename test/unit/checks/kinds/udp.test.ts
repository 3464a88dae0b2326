import { expect, test } from 'vitest';
import { readReply, type UdpSeen, udp } from '../../../../src/checks/kinds/udp.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'bash', output: '' };
const base = { from: 'red', to: '10.0.0.2', port: 53 };
const reply = (text: string): UdpSeen => ({ reply: text, detail: 'a reply', evidence });
const silence = (detail: string): UdpSeen => ({ reply: undefined, detail, evidence });

const judged: [string, Record<string, unknown>, UdpSeen, 'passed' | 'failed', string][] = [
  ['a reply', base, reply('x'), 'passed', 'a reply'],
  ['an empty reply', base, reply(''), 'passed', 'a reply'],
  [
    'silence',
    base,
    silence('no reply to two datagrams, within 1 s each'),
    'failed',
    'no reply to two datagrams, within 1 s each',
  ],
  ['a refusal', base, silence('refused'), 'failed', 'refused'],
  ['the text that is due', { ...base, reply: 'pong' }, reply('a pong'), 'passed', 'a reply; the reply "a pong"'],
  ['another text', { ...base, reply: 'pong' }, reply('ping'), 'failed', 'the reply "ping"'],
  ['an empty reply where text is due', { ...base, reply: 'pong' }, reply(''), 'failed', 'an empty reply'],
  [
    'silence that is due',
    { ...base, answered: false },
    silence('no reply to two datagrams, within 1 s each'),
    'passed',
    'no reply to two datagrams, within 1 s each',
  ],
  ['a reply that must not be', { ...base, answered: false }, reply('x'), 'failed', 'a reply'],
];

test.each(judged)('judges %s', (_title, entry, seen, status, found) => {
  expect(udp.judge(udp.schema.parse(entry), seen)).toMatchObject({ status, found });
});

const understood: [string, Parameters<typeof ranWith>[0], string | undefined, string][] = [
  ['a reply', { stdout: 'pong' }, 'pong', 'a reply'],
  ['silence', { exitCode: 124 }, undefined, 'no reply to two datagrams, within 1 s each'],
  [
    'a refusal',
    { exitCode: 1, stderr: "dd: error reading 'standard input': Connection refused" },
    undefined,
    'refused',
  ],
  ['no route', { exitCode: 3, stderr: 'udp: connect: Network is unreachable' }, undefined, 'Network is unreachable'],
];

test.each(understood)('understands %s', (_title, ran, text, detail) => {
  expect(readReply(ranWith(ran), plainNetwork)).toEqual({ reply: text, detail });
});

test('cannot look when dd may not be executed', () => {
  const ran = ranWith({ exitCode: 126, stderr: "timeout: failed to run command 'dd': Permission denied" });
  expect(() => readReply(ran, plainNetwork)).toThrow('could not send the datagram');
});

test('cannot look when bash fails', () => {
  const ran = ranWith({ exitCode: 3, stderr: 'bash: /dev/udp/10.0.0.2/53: No such file or directory' });
  expect(() => readReply(ran, plainNetwork)).toThrow('could not send the datagram');
});
