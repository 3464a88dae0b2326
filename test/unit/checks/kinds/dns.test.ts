import { expect, test } from 'vitest';
import { type DnsSeen, dns } from '../../../../src/checks/kinds/dns.ts';
import { asWritten, type DnsAnswer, readDig } from '../../../../src/checks/kinds/dns-answer.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const base = { from: 'red', name: 'web.example' };
const none = { ...base, answers: 'none' };
const missing = { ...base, rcode: 'NXDOMAIN' };
const two = { ...base, answers: ['10.0.0.1', '10.0.0.2'] };
const reply = (rcode: string, ...records: string[]): DnsAnswer => ({ ended: 'reply', rcode, records });
const silence: DnsAnswer = { ended: 'timed out', detail: 'no answer from 10.96.0.10' };
const refusal: DnsAnswer = { ended: 'refused', detail: '127.0.0.1 refuses: connection refused' };

const judged: [string, Record<string, unknown>, DnsAnswer, 'passed' | 'failed', string][] = [
  ['any record', base, reply('NOERROR', '10.0.0.1'), 'passed', '10.0.0.1'],
  ['no record', base, reply('NOERROR'), 'failed', 'NOERROR, but no such record'],
  ['no such name', base, reply('NXDOMAIN'), 'failed', 'NXDOMAIN'],
  ['a failure of the server', base, reply('SERVFAIL'), 'failed', 'SERVFAIL'],
  ['all records, in any order', two, reply('NOERROR', '10.0.0.2', '10.0.0.1'), 'passed', '10.0.0.2 and 10.0.0.1'],
  ['one record too few', two, reply('NOERROR', '10.0.0.2'), 'failed', '10.0.0.2'],
  [
    'one record too many',
    two,
    reply('NOERROR', '10.0.0.1', '10.0.0.2', '10.0.0.3'),
    'failed',
    '10.0.0.1, 10.0.0.2 and 10.0.0.3',
  ],
  ['another record', two, reply('NOERROR', '10.0.0.1', '10.0.0.3'), 'failed', '10.0.0.1 and 10.0.0.3'],
  ['no record, as is due', none, reply('NOERROR'), 'passed', 'NOERROR, but no such record'],
  ['no such name where only the record is missing', none, reply('NXDOMAIN'), 'failed', 'NXDOMAIN'],
  ['no such name, as is due', missing, reply('NXDOMAIN'), 'passed', 'NXDOMAIN'],
  ['a record of a name that must not be', missing, reply('NOERROR', '10.0.0.1'), 'failed', '10.0.0.1'],
  ['silence', base, silence, 'failed', 'no answer from 10.96.0.10'],
  ['silence where NXDOMAIN is due', missing, silence, 'failed', 'no answer from 10.96.0.10'],
  ['silence, as is due', { ...base, answered: false }, silence, 'passed', 'no answer from 10.96.0.10'],
  ['NXDOMAIN where silence is due', { ...base, answered: false }, reply('NXDOMAIN'), 'failed', 'the answer NXDOMAIN'],
];

test.each(judged)('judges %s', (_title, entry, answer, status, found) => {
  expect(dns.judge(dns.schema.parse(entry), seen(answer))).toMatchObject({ status, found });
});

test('says what a refusal without a name server means', () => {
  const { because } = dns.judge(dns.schema.parse(base), seen(refusal));
  expect(because).toContain('/etc/resolv.conf of red');
});

function seen(answer: DnsAnswer): DnsSeen {
  return { answer, evidence: { command: 'dig', output: '' } };
}

const header = (status: string) => `;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4711\n`;
const understood: [string, Parameters<typeof ranWith>[0], string, DnsAnswer][] = [
  [
    'an address',
    { stdout: `${header('NOERROR')}web.example.\t5\tIN\tA\t10.0.0.1\n` },
    'A',
    reply('NOERROR', '10.0.0.1'),
  ],
  [
    'an address behind another name',
    { stdout: `${header('NOERROR')}www.x. 5 IN CNAME web.x.\nweb.x. 5 IN A 10.0.0.1\n` },
    'A',
    reply('NOERROR', '10.0.0.1'),
  ],
  [
    'a record of several words',
    { stdout: `${header('NOERROR')}_http._tcp.web.x. 5 IN SRV 0 100 80 web.x.\n` },
    'SRV',
    reply('NOERROR', '0 100 80 web.x.'),
  ],
  ['the last of several answers', { stdout: `${header('NXDOMAIN')}${header('NOERROR')}` }, 'A', reply('NOERROR')],
  ['a missing name', { stdout: header('NXDOMAIN') }, 'A', reply('NXDOMAIN')],
  [
    'silence',
    { exitCode: 9, stdout: ';; communications error to 10.96.0.10#53: timed out\n\n;; no servers could be reached\n' },
    'A',
    silence,
  ],
  ['a refusal', { exitCode: 9, stdout: ';; communications error to 127.0.0.1#53: connection refused\n' }, 'A', refusal],
  [
    'no route',
    { exitCode: 9, stdout: ';; UDP setup with 10.1.1.1#53(10.1.1.1) for web.x failed: network unreachable.\n' },
    'A',
    { ended: 'unreachable', detail: '10.1.1.1: network unreachable' },
  ],
];

test.each(understood)('understands %s', (_title, ran, type, answer) => {
  expect(readDig(ranWith(ran), type, plainNetwork)).toEqual(answer);
});

test.each([
  ['dig says nothing', { exitCode: 0, stdout: '' }],
  ['dig does not know an option', { exitCode: 1, stderr: 'Invalid option: +frobnicate' }],
])('cannot look when %s', (_title, ran) => {
  expect(() => readDig(ranWith(ran), 'A', plainNetwork)).toThrow('dig could not ask');
});

const same: [string, string, string][] = [
  ['AAAA', 'fd00:0::1', 'fd00::1'],
  ['SRV', '0 100 80 Web.X.', '0 100  80 web.x'],
  ['TXT', '"Hello There"', 'Hello There'],
];
test.each(same)('two ways of writing a record %s are one', (type, one, other) => {
  expect(asWritten(one, type)).toBe(asWritten(other, type));
});

test.each(same)('records %s that differ are two', (type, one) => {
  expect(asWritten(one, type)).not.toBe(asWritten(one.replace(/[1T]/, '2'), type));
});
