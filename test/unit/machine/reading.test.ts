import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '../../../src/checks/kinds.ts';
import { readLabText } from '../../../src/lab/load.ts';
import { parseOsRelease } from '../../../src/machine/host.ts';
import { needsOf } from '../../../src/machine/labs.ts';
import { findOtherNetlab } from '../../../src/machine/other-netlab.ts';
import { parsePrograms } from '../../../src/machine/programs.ts';
import { table } from './facts.ts';

test('every program of the table has a package for every package manager', () => {
  const programs = parsePrograms(table);
  expect(programs.length).toBeGreaterThan(25);
  for (const { name, needed, packages } of programs) {
    expect(['lab', 'some', 'node', 'test', 'build'], name).toContain(needed);
    for (const one of Object.values(packages))
      expect(one, name).toMatch(/^[A-Za-z0-9.+-]+$|^libexec\/[a-z]+\/install$/);
  }
});

test('a script that the table has in the place of a package is there and can be run', () => {
  const scripts = parsePrograms(table).flatMap(({ packages }) =>
    Object.values(packages).filter((one) => one.includes('/')),
  );
  expect(scripts).toContain('libexec/coredns/install');
  for (const script of scripts) accessSync(new URL(`../../../${script}`, import.meta.url), constants.X_OK);
});

const releases: [string, string, Record<string, string>][] = [
  ['bare words', 'ID=debian\n', { ID: 'debian' }],
  [
    'double quotes',
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    { PRETTY_NAME: 'Debian GNU/Linux 12 (bookworm)' },
  ],
  ['single quotes', "ID_LIKE='rhel fedora'", { ID_LIKE: 'rhel fedora' }],
  ['comments and empty lines are skipped', '# x\n\nID=arch', { ID: 'arch' }],
  ['nothing', '', {}],
];

test.for(releases)('os-release: %s', ([, text, expected]) => {
  expect(parseOsRelease(text)).toEqual(expected);
});

test('a lab needs its servers, what its checks run, and what its solution types', async () => {
  const text = [
    'format: 1\ntitle: T\nsummary: S\nlevel: beginner\nminutes: 5\nrequires: [vxlan]',
    'topology: {nodes: {host: {processes: {web: {run: [/usr/sbin/nginx], ready: {tcp: 80}}}}}}',
    'tasks: [{id: a, title: A, text: X, hints: [], checks: [{arping: {from: "host:eth0", to: 10.0.0.1}}]}]',
  ].join('\n');
  const { lab, problems } = await readLabText(text, join(folder, 'empty'), kinds);
  expect(problems).toEqual([]);
  const solution = '# tcpdump is only spoken of\niptables -t nat -A POSTROUTING -j MASQUERADE\n';
  const needs = lab && needsOf(lab, solution);
  expect(needs?.requires).toEqual(['vxlan']);
  expect(needs?.programs).toEqual(expect.arrayContaining(['vxlan', 'nginx', 'arping', 'iptables']));
  expect(needs?.programs).not.toContain('tcpdump');
});

const folder = mkdtempSync(join(tmpdir(), 'netlab-path-'));
beforeAll(() => {
  for (const dir of ['root', 'own', 'ipspace', 'plain', 'empty']) mkdirSync(join(folder, dir));
  program('root/run.js', '#!/usr/bin/env node\n');
  symlinkSync('../root/run.js', join(folder, 'own/netlab'));
  program('ipspace/netlab', '#!/usr/bin/python3\nfrom netsim import cli\n');
  writeFileSync(join(folder, 'plain/netlab'), 'not a program');
});
afterAll(() => rmSync(folder, { recursive: true }));

const paths: [string, string[], { dir: string; isIpSpace: boolean } | undefined][] = [
  ['nothing of that name', ['empty'], undefined],
  ['a link to this one', ['own', 'ipspace'], undefined],
  ['the one of ipSpace before this one', ['ipspace', 'own'], { dir: 'ipspace', isIpSpace: true }],
  ['a file that cannot be run', ['plain', 'own'], undefined],
];

test.for(paths)('the netlab that a shell finds: %s', ([, dirs, expected]) => {
  const found = findOtherNetlab(join(folder, 'root'), dirs.map((dir) => join(folder, dir)).join(':'));
  expect(found).toEqual(expected && { path: join(folder, expected.dir, 'netlab'), isIpSpace: expected.isIpSpace });
});

function program(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
  chmodSync(join(folder, path), 0o755);
}
