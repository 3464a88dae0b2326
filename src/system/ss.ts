import type { Reader } from './reader.ts';

/** A socket that waits for connections or packets. */
export type Listener = {
  protocol: 'tcp' | 'udp';
  /** `0.0.0.0`, `::`, `*` for both families, or one address. */
  address: string;
  port: number;
  /** Names of the programs that hold it, where the kernel tells them. */
  processes: readonly string[];
};

/** Every listening TCP and UDP socket of a place, ss(8), which has no JSON in older versions. */
export const listeners: Reader<Listener[]> = {
  argv: ['ss', '-Hlntup'],
  parse: (stdout) =>
    stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parseListener),
};

/** `tcp LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=70,fd=3))`. */
export function parseListener(line: string): Listener {
  const [protocol, , , , local = ''] = line.trim().split(/\s+/);
  const [, address = '', port = ''] = /^(.+):(\d+)$/.exec(local) ?? [];
  if ((protocol !== 'tcp' && protocol !== 'udp') || port === '') {
    throw new SyntaxError(`not a socket: ${line.slice(0, 80)}`);
  }
  const names = [...line.matchAll(/\("((?:[^"\\]|\\.)*)",pid=\d+/g)].map(([, name]) => name ?? '');
  const bare = address.replace(/^\[|\](?=%|$)/g, '').replace(/%.*$/, '');
  return { protocol, address: bare, port: Number(port), processes: [...new Set(names)] };
}
