import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseJsonList } from '../../../system/reader.ts';
import { NAMED } from '../named.ts';
import { printed, printedLines } from '../on-machine.ts';
import type { Area, Repair } from './area.ts';

const device = z.object({ ifname: z.string(), address: z.string().optional() });

/** A named network namespace: its number, the processes in it, and its interfaces. */
type Namespace = { inode: number; pids: string[]; devices: z.output<typeof device>[] };

/** `own`: the machine's interfaces, by their number; `names`: its named namespaces, ip-netns(8). */
export type Namespaces = { own: z.output<typeof device>[]; names: Record<string, Namespace> };

/**
 * Namespaces made since are removed, with the processes in them; one that is gone is asked for, so that ip(8) says so. An interface of the machine that was moved into one comes back first: with its
 * namespace it would be gone.
 */
export const namespaces: Area<Namespaces> = {
  async read() {
    const names = namespaceFiles().map(async ([name, inode]): Promise<[string, Namespace]> => {
      const pids = await printedLines(['ip', 'netns', 'pids', name]);
      return [name, { inode, pids, devices: devicesOf(await printed(['ip', '-n', name, '-j', 'link', 'show'])) }];
    });
    return {
      own: devicesOf(await printed(['ip', '-j', 'link', 'show'])),
      names: Object.fromEntries(await Promise.all(names)),
    };
  },
  repair(before, now) {
    const isNew = ([name, { inode }]: [string, Namespace]) => before.names[name]?.inode !== inode;
    const gone = before.own.filter((one) => !now.own.some((other) => isSame(one, other)));
    const lost = Object.keys(before.names).filter((name) => now.names[name] === undefined);
    const removals = Object.entries(now.names)
      .filter(isNew)
      .flatMap(([name, { pids, devices }]): Repair[] => [
        ...gone
          .filter((one) => devices.some((other) => isSame(one, other)))
          .map(({ ifname, address }) => {
            const called = devices.find((other) => isSame({ ifname, address }, other))?.ifname ?? ifname;
            return { argv: ['ip', '-n', name, 'link', 'set', 'dev', called, 'netns', String(process.pid)] };
          }),
        ...(pids.length === 0 ? [] : [{ argv: ['kill', '-9', ...pids] }]),
        { argv: ['ip', 'netns', 'delete', name] },
      ]);
    return [...removals, ...lost.map((name) => ({ argv: ['ip', '-n', name, 'link', 'show'] }))];
  },
};

function devicesOf(json: string): z.output<typeof device>[] {
  return parseJsonList(device, json);
}

/** Its number may change on the way, and its name; the MAC address stays. */
function isSame(one: z.output<typeof device>, other: z.output<typeof device>): boolean {
  const none = '00:00:00:00:00:00';
  return one.address === other.address && one.address !== undefined && one.address !== none;
}

/** Names and numbers; an interrupted `ip netns add` leaves a file that is no namespace, which is one to remove as well. */
function namespaceFiles(): [string, number][] {
  try {
    return readdirSync(NAMED).map((name) => [name, statSync(join(NAMED, name)).ino]);
  } catch {
    return []; // Nobody made one since the machine booted.
  }
}
