import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Network } from '../../../../src/checks/check.ts';
import { capture } from '../../../../src/checks/kinds/capture.ts';
import { ping } from '../../../../src/checks/kinds/ping.ts';
import { lasting } from '../../../../src/checks/parts/lasting.ts';
import { begin, caughtBy, end } from '../../../../src/checks/parts/tcpdump.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh('ip link add name spare type veth peer name spare-end');
});
afterAll(() => world.close());

const requests = 'icmp[icmptype] == icmp-echo and src host 192.168.15.1';
const toBlue = { ping: { from: 'red', to: '192.168.15.2', count: 2 } };

const rows: [string, Record<string, unknown>, 'passed' | 'failed', string][] = [
  ['passes on packets that pass', { at: 'blue:veth-blue', filter: requests, during: toBlue }, 'passed', '2 packets'],
  [
    'passes on the right count',
    { at: 'blue:veth-blue', filter: requests, during: toBlue, count: { min: 2, max: 2 } },
    'passed',
    '2 packets',
  ],
  [
    'fails on too few packets',
    { at: 'blue:veth-blue', filter: requests, during: toBlue, count: { min: 3 } },
    'failed',
    '2 packets',
  ],
  [
    'fails on too many packets',
    { at: 'blue:veth-blue', filter: requests, during: toBlue, count: { max: 1 } },
    'failed',
    '2 packets',
  ],
  [
    'passes on packets that stay away',
    { at: 'gray:veth-gray', filter: requests, during: toBlue, seen: false },
    'passed',
    'no packet',
  ],
  [
    'fails on packets that stay away',
    { at: 'gray:veth-gray', filter: requests, during: toBlue },
    'failed',
    'no packet',
  ],
  [
    'fails on packets that should stay away',
    {
      at: 'host:v-net-0',
      filter: 'udp port 53',
      during: { udp: { from: 'red', to: '10.9.0.2', port: 53 } },
      seen: false,
    },
    'failed',
    '2 packets',
  ],
  [
    'passes on frames from and for the right interfaces',
    {
      at: 'blue:veth-blue',
      filter: requests,
      during: toBlue,
      'source-mac-of': 'red:veth-red',
      'destination-mac-of': 'blue:veth-blue',
    },
    'passed',
    '2 packets; from ',
  ],
  [
    'fails on frames from another interface',
    { at: 'blue:veth-blue', filter: requests, during: toBlue, 'source-mac-of': 'gray:veth-gray' },
    'failed',
    'from ',
  ],
  [
    'fails on an interface that does not exist',
    { at: 'red:eth7', filter: 'icmp', during: toBlue, seen: false },
    'failed',
    'there is no interface eth7',
  ],
  [
    'fails on an interface that is down',
    { at: 'host:spare', filter: 'icmp', during: toBlue, seen: false },
    'failed',
    'spare is down',
  ],
];

test.each(rows)('%s', async (_title, raw, status, found) => {
  const entry = capture.schema.parse(raw);
  const network = world.network();
  const provoke = async (traffic: Record<string, unknown>) => {
    const { ping: asked, udp } = traffic as { ping?: unknown; udp?: { from: string; to: string; port: number } };
    const context = { network, answer: undefined, provoke: async () => {} };
    if (asked) await ping.probe(ping.schema.parse(asked), context);
    if (udp) {
      await network.run(udp.from, [
        'bash',
        '-c',
        'exec 3<>/dev/udp/$0/$1; printf x >&3; head -c 1 <&3',
        udp.to,
        `${udp.port}`,
      ]);
    }
  };
  const verdict = capture.judge(entry, await capture.probe(entry, { network, answer: undefined, provoke }));
  expect(verdict).toMatchObject({ status, found: expect.stringContaining(found) });
  expect(verdict.evidence.command).toContain('tcpdump');
});

test('loses nothing of a burst', async () => {
  const entry = capture.schema.parse({ at: 'blue:veth-blue', filter: requests, during: toBlue, count: { min: 200 } });
  const network = world.network();
  const provoke = async () => {
    await network.run('red', ['ping', '-n', '-q', '-c', '200', '-l', '200', '-W', '1', '192.168.15.2']);
  };
  const verdict = capture.judge(entry, await capture.probe(entry, { network, answer: undefined, provoke }));
  expect(verdict).toMatchObject({ status: 'passed', found: '200 packets' });
});

test('captures of one report share a tcpdump, and each counts what was sent in its turn', async () => {
  const entry = capture.schema.parse({ at: 'blue:veth-blue', filter: requests, during: toBlue, count: { max: 2 } });
  const network = world.network();
  const { throughout, endAll } = lasting();
  const provoke = async () => void (await network.run('red', ['ping', '-n', '-c', '2', '-i', '0.01', '192.168.15.2']));
  const context = { network, answer: undefined, provoke, throughout };
  await Promise.all([capture.prepare?.(entry, context), capture.prepare?.(entry, context)]);
  expect((await world.sh('pgrep -c tcpdump')).trim()).toBe('1');
  for (const _turn of [1, 2, 3]) {
    await provoke();
    const verdict = capture.judge(entry, await capture.probe(entry, context));
    expect(verdict).toMatchObject({ status: 'passed', found: '2 packets' });
  }
  await endAll();
  expect(await world.sh('ls -A /tmp; pgrep -l tcpdump || true')).toBe('');
});

test('cannot tell when tcpdump ends before its time', async () => {
  const entry = capture.schema.parse({ at: 'red:veth-red', filter: requests, during: toBlue, seen: false });
  const provoke = async () => void (await world.sh('pkill -KILL -x tcpdump; sleep 0.1'));
  const context = { network: world.network(), answer: undefined, provoke };
  await expect(capture.probe(entry, context)).rejects.toThrow(
    'red could not be watched to the end: tcpdump ended by itself',
  );
  expect(await world.sh('ls -A /tmp')).toBe('');
});

test('a watch that nobody ends ends itself and leaves nothing', async () => {
  const network = world.network();
  const begun = await begin(network, { place: 'red', dev: 'veth-red', filter: 'icmp' }, 1);
  expect(await world.sh('pgrep -c tcpdump; ls -A /tmp | wc -l')).toBe('1\n3\n');
  await expect.poll(() => world.sh('ls -A /tmp; pgrep -l tcpdump || true'), { timeout: 10_000 }).toBe('');
  await expect(caughtBy(network, begun, { hasArrived: true })).rejects.toThrow('tcpdump ended by itself');
  await end(network, begun);
});

test('can be read as soon as it has begun, however slow the machine', async () => {
  const network = world.network();
  // bash(1): the DEBUG trap runs before each command, in all subshells with functrace.
  await world.sh(`echo 'set -T; trap "case \\$BASH_COMMAND in *cat*) sleep 0.5;; esac" DEBUG' >/run/slow`);
  const slow = {
    ...network,
    run: (place, argv, options) => network.run(place, ['env', 'BASH_ENV=/run/slow', ...argv], options),
  } satisfies Network;
  const begun = await begin(slow, { place: 'red', dev: 'veth-red', filter: 'icmp' });
  await expect(caughtBy(network, begun, { hasArrived: true })).resolves.toMatchObject({ lines: [] });
  await end(network, begun);
});

test('cannot look with a filter that is none', async () => {
  const entry = capture.schema.parse({ at: 'red:veth-red', filter: 'no filter at all', during: toBlue });
  const context = { network: world.network(), answer: undefined, provoke: async () => {} };
  await expect(capture.probe(entry, context)).rejects.toThrow('tcpdump could not watch red');
  expect(await world.sh('ls -A /tmp; pgrep -l tcpdump || true')).toBe('');
});

test('ends tcpdump also when the traffic cannot be sent', async () => {
  const entry = capture.schema.parse({ at: 'red:veth-red', filter: 'icmp', during: toBlue });
  const context = {
    network: world.network(),
    answer: undefined,
    provoke: () => Promise.reject(new Error('nothing sent')),
  };
  await expect(capture.probe(entry, context)).rejects.toThrow('nothing sent');
  expect(await world.sh('ls -A /tmp; pgrep -l tcpdump || true')).toBe('');
});
