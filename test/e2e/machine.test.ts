import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import { asPerson } from '../support/installed.ts';

/** The machine's own settings, rules, language and clock change nothing in what a fresh lab looks like. */

const LABS = ['03-nat', '05-pod-network'];

/** What Docker, ufw and distributions set differently, and what new network namespaces inherit. */
const SETTINGS = ['ipv4/ip_forward', 'ipv4/conf/all/rp_filter', 'bridge/bridge-nf-call-iptables'];

const isRoot = process.getuid?.() === 0;

test('a fresh lab is the same in any language and time zone', async () => {
  const plain = await findings({});
  expect(plain['03-nat']?.length).toBeGreaterThan(10);
  expect(await findings({ LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', TZ: 'Asia/Tokyo' })).toEqual(plain);
});

// Only root can give the machine other settings and rules: run by an ordinary user, the suite has no such test to pass.
if (isRoot) {
  test('a fresh lab is the same whatever the machine is set to and whatever rules it has', async () => {
    const plain = await findings({});
    expect(await withOtherSettings(() => findings({}))).toEqual(plain);
    expect(await findings({}, DOCKER_LIKE)).toEqual(plain);
  });
}

/** A network namespace around netlab in which the firewall is as Docker leaves it. */
const DOCKER_LIKE = [
  ...['unshare', '--net', 'sh', '-c'],
  'iptables -P FORWARD DROP && iptables -t nat -A POSTROUTING -s 192.168.0.0/16 -j MASQUERADE && iptables -A INPUT -j DROP && exec "$@"',
  'sh',
];

/** What the checks of each lab find at its start: id, status, words. */
async function findings(env: Record<string, string>, world: string[] = []): Promise<Record<string, unknown[]>> {
  const [person] = inject('people');
  if (!person) throw new Error('nobody is there to type');
  const me = asPerson(person);
  try {
    const found = LABS.map(async (lab) => {
      const started = await me.netlab(['start', lab, '--no-shell'], { env, world });
      expect(started.exitCode, started.stderr).toBe(0);
      const { tasks } = JSON.parse((await me.netlab(['check', '--lab', lab, '--json'], { env })).stdout) as Report;
      return [lab, tasks.flatMap(({ checks }) => checks.map(({ id, status, found }) => [id, status, found]))] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  } finally {
    await me.leave();
  }
}

async function withOtherSettings<T>(work: () => Promise<T>): Promise<T> {
  const files = SETTINGS.map((name) => `/proc/sys/net/${name}`).filter((file) => existsSync(file));
  const before = files.map((file) => readFileSync(file, 'utf8'));
  try {
    for (const [index, file] of files.entries()) writeFileSync(file, before[index]?.trim() === '0' ? '1' : '0');
    return await work();
  } finally {
    for (const [index, file] of files.entries()) writeFileSync(file, before[index] ?? '');
  }
}
