import * as z from 'zod';
import { parseJsonList } from '../../../system/reader.ts';
import { printed } from '../on-machine.ts';
import { type Area, added, type Repair } from './area.ts';

const entry = z.object({
  mac: z.string(),
  ifname: z.string(),
  master: z.string().optional(),
  state: z.string().default(''),
  dst: z.string().optional(),
  vlan: z.number().optional(),
  port: z.number().optional(),
  vni: z.number().optional(),
  via: z.string().optional(),
});

const link = z.object({ ifname: z.string(), address: z.string().optional() });

/**
 * Entries of bridges and of VXLAN devices that somebody made, as words for `bridge fdb` (bridge(8)). Left out is what comes and goes by itself: what was
 * learned, what the kernel keeps for a port's own address, and the multicast groups that a device listens to.
 */
export const forwarding: Area<string[]> = {
  async read() {
    const links = parseJsonList(link, await printed(['ip', '-j', 'link', 'show']));
    const own = new Set(links.map(({ ifname, address }) => `${ifname} ${address}`));
    const isOwn = (mac: string, ifname?: string) => own.has(`${ifname} ${mac}`);
    return parseJsonList(entry, await printed(['bridge', '-j', 'fdb', 'show']))
      .filter(({ state }) => state === 'permanent' || state === 'static')
      .filter(({ mac, ifname, master, dst }) => dst !== undefined || !(isOwn(mac, ifname) || isOwn(mac, master)))
      .filter(({ mac, dst, master }) => dst !== undefined || master !== undefined || !isGroup(mac))
      .map(words);
  },
  repair(before, now) {
    return [
      ...added(before, now).map((line) => fdb('delete', line.replace(/ (permanent|static)$/, ''))),
      // Only an address that floods may lead to more than one place, and is appended to.
      ...added(now, before).map((line) =>
        fdb(isGroup(line) || line.startsWith('00:00:00:00:00:00') ? 'append' : 'add', line),
      ),
    ];
  },
};

function words({ mac, ifname, master, state, ...rest }: z.output<typeof entry>): string {
  const to = (['dst', 'vlan', 'port', 'vni', 'via'] as const).flatMap((key) =>
    rest[key] === undefined ? [] : [key, String(rest[key])],
  );
  return [mac, 'dev', ifname, ...to, master === undefined || master === ifname ? 'self' : 'master', state].join(' ');
}

/** A group address has the lowest bit of its first byte set (IEEE 802). */
function isGroup(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
}

function fdb(action: string, line: string): Repair {
  return { argv: ['bridge', 'fdb', action, ...line.split(' ')] };
}
