import type { Reader } from './reader.ts';

/** The identity of a place's network namespace, such as `net:[4026532249]`, namespaces(7). */
export const netns: Reader<string> = {
  argv: ['readlink', '/proc/self/ns/net'],
  parse: (stdout) => {
    const id = stdout.trim();
    if (!/^net:\[\d+\]$/.test(id)) throw new SyntaxError('a namespace such as net:[4026531840] was due');
    return id;
  },
};

/** The named network namespaces of a node, ip-netns(8). */
export const namespaceNames: Reader<string[]> = {
  argv: ['ip', 'netns', 'list'],
  parse: (stdout) =>
    stdout
      .split('\n')
      .map((line) => /^\S+/.exec(line)?.[0])
      .filter((name) => name !== undefined),
};
