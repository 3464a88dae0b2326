import { afterEach, expect, test, vi } from 'vitest';
import { clockNow, linesSince } from '../../../../src/checks/parts/packet-time.ts';

const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

const LINES = [
  '09:59:59.999999 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 64',
  '\t0x0000:  4500 0054',
  '10:00:00.500250 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 2, seq 1, length 64',
  '\t0x0000:  4500 0055',
  '10:00:01.000000 IP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 2, seq 1, length 64',
];

test('what was caught before does not count, nor do its further lines', () => {
  expect(linesSince(LINES, at('10:00:00.500'))).toEqual(LINES.slice(2));
  expect(linesSince(LINES, at('10:00:00.501'))).toEqual(LINES.slice(4));
  expect(linesSince(LINES, at('10:00:02'))).toEqual([]);
  expect(linesSince([], at('10:00:02'))).toEqual([]);
});

test('a packet inside a packet is of the time of the outer one', () => {
  const pair = (second: string) => [
    `10:00:${second} IP 192.168.1.11.51432 > 192.168.2.12.4789: VXLAN, flags [I] (0x08), vni 1`,
    'IP 10.244.1.2 > 10.244.2.2: ICMP echo request, id 367, seq 1, length 64',
  ];
  expect(linesSince([...pair('00.1'), ...pair('02.1'), ''], at('10:00:01'))).toEqual(pair('02.1'));
});

test('midnight may pass', () => {
  expect(linesSince(['00:00:00.001000 IP …'], at('23:59:59.990'))).toHaveLength(1);
  expect(linesSince(['23:59:59.990000 IP …'], at('00:00:00.001'))).toEqual([]);
});

test('a packet without its time proves nothing', () => {
  expect(() => linesSince(['IP 10.0.0.1 > 10.0.0.2: ICMP echo request'], at('10:00:00'))).toThrow('does not say when');
});

afterEach(() => void vi.useRealTimers());

test.each([-60_000, 60_000])('a clock that is set by %i ms meanwhile is told', (ms) => {
  const { mustRunOn } = clockNow();
  mustRunOn();
  vi.useFakeTimers({ now: Date.now() + ms, toFake: ['Date'] });
  expect(mustRunOn).toThrow('was set');
});
