import type { Reader } from './reader.ts';

/** A kernel setting, sysctl(8). The value's blanks are made single spaces, for the kernel writes tabs. */
export function setting(key: string): Reader<string> {
  return {
    argv: ['sysctl', key],
    parse: (stdout) => {
      const value = /^[^=]+ =(.*)$/s.exec(stdout)?.[1];
      if (value === undefined) throw new SyntaxError('"key = value" was due');
      return value.trim().split(/\s+/).join(' ');
    },
  };
}

/**
 * The file of a setting. Dots separate, unless the first separator is a slash: then dots belong to the names, as in
 * net/ipv4/conf/eth0.100/forwarding (sysctl(8)).
 */
export function settingFile(key: string): string {
  const first = /[./]/.exec(key)?.[0];
  const path = first === '/' ? key : key.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'));
  return `/proc/sys/${path}`;
}

/** All settings of a place's network, the neighbour tables' apart, sysctl(8). Those of an interface have `/` for its dots. */
export const networkSettings: Reader<ReadonlyMap<string, string>> = {
  argv: ['sysctl', '-a', '--pattern', '^net[.](ipv4|ipv6|bridge)[.]'],
  parse: (stdout) =>
    new Map(
      [...stdout.matchAll(/^(\S+) =(.*)$/gm)]
        .map(([, key = '', value = '']) => [key, value.trim().split(/\s+/).join(' ')] as const)
        .filter(([key]) => !/^net[.]ipv[46][.]neigh[.]/.test(key)),
    ),
};
