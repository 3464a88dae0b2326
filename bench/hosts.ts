import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** N hosts on one bridge: what every contender builds. Host K is `hK`, and its address is 10.0.x.y/16 with number K. */
export type Hosts = { count: number; pinged: readonly number[] };

/** At most ten hosts besides the first are pinged, spread evenly. */
export function hosts(count: number): Hosts {
  const samples = Math.min(10, count - 1);
  const pinged = Array.from({ length: samples }, (_, at) => 2 + Math.floor((at * (count - 1)) / samples));
  return { count, pinged };
}

export function address(number: number): string {
  return `10.0.${number >> 8}.${number & 255}`;
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The same topology as a lab. */
export function writeLab(home: string, { count, pinged }: Hosts): string {
  const folder = join(home, `90-hosts-${count}`);
  const namespaces = numbers(count).map(
    (n) => `        h${n}: {interfaces: {eth0: {peer: p${n}, bridge: br0, addresses: [${address(n)}/16]}}}`,
  );
  // A thousand new hosts flood each other with neighbour discovery for some seconds, in which a ping may get lost.
  const checks = pinged.map((n) => `      - {ping: {from: h1, to: ${address(n)}}, within: 20}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'lab.yaml'),
    [
      'format: 1',
      'title: Hosts on one bridge',
      'summary: For the benchmark.',
      'level: beginner',
      'minutes: 1',
      'topology:',
      '  nodes:',
      '    host:',
      '      bridges: {br0: {}}',
      '      namespaces:',
      ...namespaces,
      'tasks:',
      '  - id: reach',
      '    title: Everyone is reached',
      '    text: Ping.',
      '    checks:',
      ...checks,
      '',
    ].join('\n'),
  );
  return folder;
}

/** The words that ping the sampled hosts from the first one, side by side, and fail when one does not answer. */
export function pingScript({ pinged }: Hosts): string {
  const lines = pinged.map((n) => `ip netns exec h1 ping -c 1 -w 20 -q ${address(n)} >/dev/null || echo lost & `);
  return [...lines, 'wait'].join('\n');
}
