/** A lab that is refused before anything is built, or whose set-up fails: `lines` come before its tasks, `check` is its only one. */
export type RefusedLab = {
  title: string;
  id?: string;
  lines?: string;
  check?: string;
  /** A link in the lab's folder: its name and what it points at below the home. */
  link?: [name: string, target: string];
  says: RegExp;
};

const host = (keys: string) => `topology: {nodes: {host: {${keys}}}}`;
const bomb = Array.from({ length: 12 }, (_, at) => `a${at}: &a${at} [${Array(12).fill(at ? `*a${at - 1}` : 'x')}]`);

export const REFUSED_LABS: RefusedLab[] = [
  { title: 'an id with a blank and a shell word', id: '90-a $(touch owned)', says: /id|name/ },
  { title: 'an id that is an option', id: '-rf', says: /id|name|flag|option/i },
  { title: 'an id with an escape sequence', id: '90-\u001b]0;owned\u0007', says: /id|name/ },
  { title: 'a node named by a path', lines: 'topology: {nodes: {../../x: {}}}', says: /lab\.yaml:\d+:\d+/ },
  { title: 'a namespace named by a path', lines: host('namespaces: {../../../x: {}}'), says: /lab\.yaml:\d+:\d+/ },
  { title: 'a process named by a path', lines: host('processes: {../x: {run: [true]}}'), says: /lab\.yaml:\d+:\d+/ },
  { title: 'a task with a path as its id', lines: 'after: []\nkinds: ../../x.ts', says: /lab\.yaml:\d+:\d+/ },
  {
    title: 'an interface whose name is more words',
    lines: host('interfaces: {"e0 netns 1": {peer: e1}}'),
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: 'an address that is more words',
    lines: host('bridges: {b0: {addresses: ["10.0.0.1/8 dev lo"]}}'),
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: 'an address on a line of its own',
    lines: host('bridges: {b0: {addresses: ["10.0.0.1/8\\nlink delete lo"]}}'),
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: 'a route that is more words',
    lines: host('routes: [{to: "default dev lo table 7"}]'),
    says: /lab\.yaml:\d+:\d+|set/,
  },
  {
    title: 'a file from outside',
    lines: host('files: {/tmp/x: {from: ../../secret}}'),
    says: /outside the lab's folder/,
  },
  {
    title: 'a file by its absolute path',
    lines: host('files: {/tmp/x: {from: /etc/shadow}}'),
    says: /outside the lab's folder/,
  },
  {
    title: 'a file by a link out',
    lines: host('files: {/tmp/x: {from: out}}'),
    link: ['out', 'secret'],
    says: /outside the lab's folder/,
  },
  {
    title: 'a set-up script by a link out',
    lines: 'topology: {setup: out}',
    link: ['out', 'secret'],
    says: /outside the lab's folder/,
  },
  {
    title: 'a workspace from outside',
    lines: host('workspace: [{path: /srv/w, from: ../..}]'),
    says: /outside the lab's folder/,
  },
  {
    title: 'a workspace by a link out',
    lines: host('workspace: [{path: /srv/w, from: out}]'),
    link: ['out', '.'],
    says: /outside the lab's folder/,
  },
  {
    title: 'a workspace with dots in its path',
    lines: host('workspace: [{path: /srv/../../..}]'),
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: 'a kernel setting by a path',
    lines: host('sysctls: {net/../kernel/core_pattern: "|/bin/sh"}'),
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: "a setting of the machine's kernel",
    lines: host('sysctls: {kernel.core_pattern: "|/bin/sh"}'),
    says: /core_pattern/,
  },
  {
    title: "a file over netlab's own",
    lines: host('files: {/netlab/app/package.json: {content: x}}'),
    says: /cannot write|cannot make/,
  },
  {
    title: "a file over the machine's programs",
    lines: host('files: {/usr/bin/true: {content: x}}'),
    says: /cannot write|cannot make/,
  },
  {
    title: 'a file with dots in its path',
    lines: host('files: {/tmp/../../../../usr/x: {content: x}}'),
    says: /cannot write|cannot make|lab\.yaml:\d+/,
  },
  {
    title: 'rules that include a file of the machine',
    lines: host('nft: "include \\"/netlab/etc/shadow\\""'),
    says: /Permission denied|set/,
  },
  {
    title: 'rules that end the set-up script and begin another',
    lines: host('iptables: "RULES\\n__netlab_end__\\ntouch /tmp/owned\\n"'),
    says: /iptables-restore|set/,
  },
  { title: 'a YAML bomb', lines: bomb.join('\n'), says: /lab\.yaml/ },
  { title: 'an alias that holds itself', lines: 'topology: &t {nodes: {host: *t}}', says: /lab\.yaml/ },
  { title: 'brackets without end', lines: '['.repeat(200_000), says: /lab\.yaml/ },
  { title: 'ten megabytes', lines: `summary: "${'x'.repeat(10_000_000)}"`, says: /lab\.yaml/ },
  {
    title: 'a tag that makes objects',
    lines: 'topology: !!js/function "function () { process.exit(7) }"',
    says: /lab\.yaml/,
  },
  { title: 'the name of a prototype', lines: '__proto__: {polluted: yes}', says: /lab\.yaml/ },
  { title: 'kinds of checks nobody has allowed', lines: 'kinds: [kinds/mine.ts]', says: /trust|kinds/ },
  {
    title: 'a reference to a program',
    lines: 'references: [{title: x, url: "javascript:alert(1)"}]',
    says: /lab\.yaml:\d+:\d+/,
  },
  { title: 'a check of a file on no path', check: 'file: {at: host, path: ../../secret}', says: /lab\.yaml:\d+:\d+/ },
  {
    title: 'a check in a place that is a path',
    check: 'ping: {from: ../../x, to: 127.0.0.1}',
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: 'a check that may take for ever',
    check: 'command: {at: host, run: [sleep, "9999"], timeout: 99999}',
    says: /lab\.yaml:\d+:\d+/,
  },
  {
    title: 'a server that is never ready',
    lines: host('processes: {never: {run: [sleep, "4713"], ready: {tcp: 9}, within: 0.5}}'),
    says: /not ready/,
  },
];

/** A lab that starts, whose check must come to an end as `sees` in `netlab check`. */
export const TRYING_CHECKS: { title: string; check: string; exitCode: 0 | 1 | 2; sees: RegExp }[] = [
  {
    title: 'output without end',
    check: 'command: {at: host, run: [yes]}',
    exitCode: 2,
    sees: /could not look: .*printed more than/,
  },
  {
    title: 'errors without end',
    check: 'command: {at: host, run: [sh, -c, "yes >&2"]}',
    exitCode: 2,
    sees: /could not look: .*printed more than/,
  },
  {
    title: 'a daemon that holds its output',
    check: 'command: {at: host, run: [sh, -c, "setsid sleep 4713 & echo done"], stdout: {equals: done}}',
    exitCode: 0,
    sees: /1 of 1/,
  },
  {
    title: 'a command that ignores signals',
    check: `command: {at: host, run: [sh, -c, "trap '' TERM INT HUP; sleep 60; sleep 60"], timeout: 0.5}`,
    exitCode: 1,
    sees: /did not end within 0.5 s/,
  },
  {
    title: 'a pattern that explodes',
    check: 'command: {at: host, run: [sh, -c, "head -c 40 /dev/zero | tr \'\\\\0\' a"], stdout: {matches: "^(a+)+b$"}}',
    exitCode: 2,
    sees: /takes longer than/,
  },
  {
    title: 'escape sequences in output',
    check:
      'command: {at: host, run: [printf, "\\\\033]0;owned\\\\007\\\\033[2J\\\\u202egnp"], stdout: {equals: nothing}}',
    exitCode: 1,
    sees: /gnp/,
  },
  {
    title: 'a pipe where a file is due',
    check: 'file: {at: host, path: /netlab/run/never, contains: x}',
    exitCode: 1,
    sees: /not a file/,
  },
  {
    title: 'a device without end where a file is due',
    check: 'file: {at: host, path: /dev/zero, contains: x}',
    exitCode: 1,
    sees: /not a file/,
  },
  {
    title: 'a loop of links where a file is due',
    check: 'file: {at: host, path: /proc/self/cwd/proc/self/root/proc/self/mem, contains: x}',
    exitCode: 2,
    sees: /could not look|cannot/,
  },
  {
    title: 'every process of the lab killed',
    check: 'command: {at: host, run: [sh, -c, "kill -9 -1"]}',
    exitCode: 2,
    sees: /could not look|ended|does not answer/,
  },
];
