import { expect, test } from 'vitest';
import { type CaptureSeen, capture } from '../../../../src/checks/kinds/capture.ts';
import { going, leavingFor, sourcesByPayload, sourcesBySequence } from '../../../../src/checks/parts/seen-as.ts';

const evidence = { command: 'tcpdump', output: '' };
const base = { at: 'red:eth0', filter: 'icmp', during: { ping: { from: 'red', to: '10.0.0.2' } } };
const packets = (count: number): CaptureSeen => ({ packets: Array(count).fill('IP …'), fault: undefined, evidence });
const fault: CaptureSeen = { packets: [], fault: 'there is no interface eth0', evidence };

const judged: [string, Record<string, unknown>, CaptureSeen, 'passed' | 'failed', string, string][] = [
  ['packets', base, packets(3), 'passed', 'packets on red:eth0 that match "icmp"', '3 packets'],
  ['no packet', base, packets(0), 'failed', 'packets on red:eth0 that match "icmp"', 'no packet'],
  [
    'absence that is due',
    { ...base, seen: false },
    packets(0),
    'passed',
    'no packets on red:eth0 that match "icmp"',
    'no packet',
  ],
  [
    'packets that must not be',
    { ...base, seen: false },
    packets(1),
    'failed',
    'no packets on red:eth0 that match "icmp"',
    '1 packet',
  ],
  [
    'the exact count',
    { ...base, count: { min: 1, max: 1 } },
    packets(1),
    'passed',
    '1 packet on red:eth0 that matches "icmp"',
    '1 packet',
  ],
  [
    'too few',
    { ...base, count: { min: 2 } },
    packets(1),
    'failed',
    'at least 2 packets on red:eth0 that match "icmp"',
    '1 packet',
  ],
  [
    'too many',
    { ...base, count: { max: 2 } },
    packets(3),
    'failed',
    'at most 2 packets on red:eth0 that match "icmp"',
    '3 packets',
  ],
  [
    'none, of at most two',
    { ...base, count: { max: 2 } },
    packets(0),
    'failed',
    'at most 2 packets on red:eth0 that match "icmp"',
    'no packet',
  ],
  ['a missing interface', base, fault, 'failed', 'packets on red:eth0 that match "icmp"', 'there is no interface eth0'],
  [
    'a missing interface where absence is due',
    { ...base, seen: false },
    fault,
    'failed',
    'no packets on red:eth0 that match "icmp"',
    'there is no interface eth0',
  ],
];

const frame = (source: string, destination: string) =>
  `12:00:00.000000 ${source} > ${destination}, ethertype IPv4 (0x0800), length 98: 10.0.0.1 > 10.0.0.2: ICMP echo request`;
const [mine, theirs, nobodys] = ['0e:00:00:00:00:01', '0e:00:00:00:00:02', '0e:00:00:00:00:09'];
const ends = { ...base, 'source-mac-of': 'red:eth0', 'destination-mac-of': 'blue:eth0' };
const macs = { source: { mac: mine }, destination: { mac: theirs } };
const framed: [string, CaptureSeen, 'passed' | 'failed', string, string][] = [
  [
    'frames of the right ends',
    { packets: [frame(mine, theirs)], fault: undefined, macs, evidence },
    'passed',
    `from the MAC address of red:eth0 (${mine}); for the MAC address of blue:eth0 (${theirs})`,
    `1 packet; from ${mine}; for ${theirs}`,
  ],
  [
    'a frame for somebody else',
    { packets: [frame(mine, theirs), frame(mine, nobodys)], fault: undefined, macs, evidence },
    'failed',
    `for the MAC address of blue:eth0 (${theirs})`,
    `for ${theirs} and ${nobodys}`,
  ],
  [
    'an end that does not exist',
    {
      packets: [frame(mine, theirs)],
      fault: undefined,
      macs: { ...macs, destination: { missing: 'no namespace blue' } },
      evidence,
    },
    'failed',
    'for the MAC address of blue:eth0 (which does not exist)',
    'no namespace blue',
  ],
  ['no frame at all', { packets: [], fault: undefined, macs, evidence }, 'failed', 'packets on red:eth0', 'no packet'],
];

test.each(framed)('judges %s', (_title, seen, status, expected, found) => {
  const verdict = capture.judge(capture.schema.parse(ends), seen);
  expect(verdict).toMatchObject({ status, found: expect.stringContaining(found) });
  expect(verdict.expected).toContain(expected);
});

test.each(judged)('judges %s', (_title, entry, seen, status, expected, found) => {
  expect(capture.judge(capture.schema.parse(entry), seen)).toMatchObject({ status, expected, found });
});

test('names the places of the traffic too', () => {
  expect(capture.places(capture.schema.parse({ ...base, at: 'blue:eth0' }))).toEqual(['blue:eth0', 'red']);
  expect(capture.places(capture.schema.parse(ends))).toEqual(['red:eth0', 'red:eth0', 'blue:eth0', 'red']);
});

const refused: [string, Record<string, unknown>][] = [
  ['no traffic', { ...base, during: {} }],
  ['two kinds of traffic', { ...base, during: { ...base.during, tcp: { from: 'red', to: '10.0.0.2', port: 80 } } }],
  ['an end of frames that must not be', { ...base, seen: false, 'source-mac-of': 'red:eth0' }],
  ['a count of an absence', { ...base, seen: false, count: { min: 1 } }],
  ['a wrong entry as traffic', { ...base, during: { ping: { from: 'red' } } }],
];

test.each(refused)('the schema refuses %s', (_title, entry) => {
  expect(capture.schema.safeParse(entry).success).toBe(false);
});

const syn = (source: string, sequence: number) =>
  `01:53:29.926701 eth0  In  IP ${source} > 10.0.0.2.80: Flags [S], seq ${sequence}, win 64240, length 0`;

test('recognises a connection by its first sequence number', () => {
  const there = [syn('10.9.0.1.4000', 1), syn('10.9.0.7.4000', 2), syn('10.9.0.1.4001', 3)];
  expect(sourcesBySequence(there, [syn('192.168.15.1.4000', 1), syn('192.168.15.1.4001', 3)])).toEqual(['10.9.0.1']);
  expect(sourcesBySequence(there, [])).toEqual([]);
});

test('recognises an IPv6 connection', () => {
  const line = 'IP6 fd00::1.50384 > fd00::2.80: Flags [S], seq 7, win 1, length 0';
  expect(sourcesBySequence([line], [line])).toEqual(['fd00::1']);
});

test.each([
  ['the address and the port', { to: '10.9.0.2', port: 80 }, ['one']],
  ['the port, where the address is a name', { to: undefined, port: 80 }, ['one', 'three']],
  ['an IPv6 address', { to: 'fd00:0::2', port: 443 }, ['four']],
])('of all that leaves only what goes to %s is looked at', (_what, traffic, wanted) => {
  const lines = {
    one: '10:00:00.1 veth-red Out IP 10.9.0.1.4000 > 10.9.0.2.80: Flags [S], seq 1, win 64240, length 0',
    two: '10:00:00.1 veth-red Out IP 10.9.0.1.4000 > 10.9.0.2.8080: Flags [S], seq 2, win 64240, length 0',
    three: '10:00:00.1 veth-red Out IP 10.9.0.1.4001 > 10.9.0.3.80: Flags [S], seq 3, win 64240, length 0',
    four: '10:00:00.1 eth0  Out IP6 fd00::1.4000 > fd00::2.443: Flags [S], seq 4, win 64800, length 0',
  };
  const found = leavingFor(traffic, Object.values(lines));
  expect(Object.entries(lines).flatMap(([name, line]) => (found.includes(line) ? [name] : []))).toEqual(wanted);
});

test('knows what arrives from what leaves', () => {
  const arriving = ['In ', 'B  ', 'M  ', 'P  '].map(
    (way) => `10:00:00.1 eth0  ${way} IP 10.0.0.1.4000 > 10.0.0.2.80: Flags [S]`,
  );
  const leaving = ['10:00:00.1 veth-red Out IP 10.9.0.1.4000 > 10.9.0.2.80: Flags [S]'];
  expect(going('in', [...arriving, ...leaving])).toEqual(arriving);
  expect(going('out', [...arriving, ...leaving])).toEqual(leaving);
  expect(() => going('in', ['10:00:00.1 IP 10.0.0.1.4000 > 10.0.0.2.80: Flags [S]'])).toThrow('which way');
});

test('recognises a datagram by its payload, across the lines of its bytes', () => {
  const lines = [
    'eth0 In  IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 64',
    '\t0x0000:  4500 0054 9dce 4000 0123 4567',
    '\t0x0010:  89ab cdef 0123',
    'eth0 In  IP 10.0.0.9 > 10.0.0.2: ICMP echo request, id 2, seq 1, length 64',
    '\t0x0000:  4500 0054 9dce 4000 ffff ffff',
    'eth0 In  IP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 1, seq 1, length 64',
    '\t0x0000:  0123 4567 89ab cdef',
  ];
  expect(sourcesByPayload(lines, '0123456789abcdef')).toEqual(['10.0.0.1']);
});
