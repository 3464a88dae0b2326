import { expect, test } from 'vitest';
import { ipam } from '../../../../src/checks/kinds/ipam.ts';
import { parseReservations } from '../../../../src/system/host-local.ts';

const evidence = { command: 'grep', output: '' };
const red = { pod: 'red', addresses: ['10.244.1.2'] };
const blue = { pod: 'node1/blue', addresses: ['10.244.1.3'] };
const held = (address: string, containerId: string) => ({ address, containerId });
const right = [held('10.244.1.2', 'red'), held('10.244.1.3', 'blue')];
const base = { at: 'node1', network: 'podnet', pods: ['red', 'node1/blue'] };

type Seen = Omit<Parameters<typeof ipam.judge>[1], 'evidence'>;
const judged: [string, Record<string, unknown>, Seen, 'passed' | 'failed', string][] = [
  ['reservations that are true', base, { pods: [red, blue], reservations: right }, 'passed', 'red has 10.244.1.2'],
  [
    'a pod without an address',
    base,
    { pods: [{ pod: 'red', addresses: [] }, blue], reservations: right },
    'failed',
    'red has no address',
  ],
  [
    'an address outside of the range',
    { ...base, range: '10.244.1.0/31' },
    { pods: [{ pod: 'red', addresses: ['10.96.3.2'] }], reservations: [held('10.96.3.2', 'red')] },
    'failed',
    'red has 10.96.3.2',
  ],
  [
    'a lost reservation',
    base,
    { pods: [red, blue], reservations: right.slice(1) },
    'failed',
    'red has 10.244.1.2, which is not reserved',
  ],
  [
    'two pods with one address',
    base,
    { pods: [red, { ...blue, addresses: ['10.244.1.2'] }], reservations: right },
    'failed',
    'node1/blue has 10.244.1.2, which is reserved for red',
  ],
  [
    'a leaked reservation',
    { ...base, gone: ['old'] },
    { pods: [red, blue], reservations: [...right, held('10.244.1.4', 'old')] },
    'failed',
    '10.244.1.4 reserved for old',
  ],
  [
    'leaks that are mended',
    { ...base, gone: ['old'] },
    { pods: [red, blue], reservations: right },
    'passed',
    'red has 10.244.1.2; node1/blue has 10.244.1.3; nothing reserved for old',
  ],
];

test.each(judged)('judges %s', (_title, entry, seen, status, found) => {
  const verdict = ipam.judge(ipam.schema.parse(entry), { ...seen, evidence });
  expect(verdict).toMatchObject({ status, found: expect.stringContaining(found) });
});

test('reads the first line of each file that is named after an address', () => {
  const dir = '/var/lib/cni/networks/podnet';
  const printed = [
    `${dir}/10.244.1.2:red\r`,
    `${dir}/10.244.1.2:eth0`,
    `${dir}/last_reserved_ip.0:10.244.1.3`,
    `${dir}/10.244.1.3: blue`,
    '',
  ].join('\n');
  expect(parseReservations(printed)).toEqual(right);
});
