import * as z from 'zod';
import { setting, settingFile } from '../../system/sysctl.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import { look, mustEnd, show } from '../parts/look.ts';
import { asList, place } from '../parts/terms.ts';

const value = z.union([z.number().int(), z.string()]);

const schema = z.strictObject({
  at: place.describe('Where: each network namespace has its own net.* settings.'),
  key: z
    .string()
    .regex(/^[a-z0-9_]+([./][A-Za-z0-9_.@-]+)+$/, 'a sysctl key looks like net.ipv4.ip_forward')
    .describe('The setting, such as net.ipv4.ip_forward.'),
  is: z.union([value, z.array(value).min(1)]).describe('The value it must have, or the allowed values.'),
});

type Entry = z.output<typeof schema>;
type Seen = { value: string | undefined; evidence: Evidence };

export const sysctl: CheckKind<Entry, Seen> = {
  kind: 'sysctl',
  about: 'A kernel setting has a value now, in the kernel of that place, whatever any file says.',
  example: 'sysctl: {at: host, key: net.ipv4.ip_forward, is: 1}',
  schema,
  title: (entry) => `${entry.key} is ${allowed(entry)} in ${entry.at}`,
  places: (entry) => [entry.at],
  probe,
  judge(entry, seen) {
    const expected = `${entry.key} = ${allowed(entry)}`;
    // br_netfilter is not loaded then, and bridged frames are not filtered: the same as 0.
    const is = seen.value ?? (entry.key.startsWith('net.bridge.') ? '0' : undefined);
    if (is === undefined) {
      return failed(
        expected,
        `no setting ${entry.key}`,
        seen.evidence,
        'Settings of an interface exist only while it does.',
      );
    }
    const holds = asList(entry.is).some((one) => normal(one) === is);
    const where = 'Each network namespace has its own setting: it must be set where packets are to pass.';
    const because = /forward/.test(entry.key) ? where : undefined;
    return verdictOf([{ holds, expected, found: `${entry.key} = ${is}`, because }], seen.evidence);
  },
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const reader = setting(entry.key);
  const evidence = await show(network, entry.at, reader.argv);
  const { exitCode } = await network.read(entry.at, reader.argv);
  if (exitCode !== 0) {
    const there = await network.read(entry.at, ['test', '-e', settingFile(entry.key)]);
    mustEnd(network, there);
    if (there.exitCode === 1) return { value: undefined, evidence };
  }
  return { value: await look(network, entry.at, reader), evidence };
}

function allowed(entry: Entry): string {
  return asList(entry.is).map(normal).join(' or ');
}

function normal(one: string | number): string {
  return String(one).trim().split(/\s+/).join(' ');
}
