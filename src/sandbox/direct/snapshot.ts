import { addresses } from './areas/addresses.ts';
import type { Area } from './areas/area.ts';
import { firewall } from './areas/firewall.ts';
import { forwarding } from './areas/forwarding.ts';
import { links } from './areas/links.ts';
import { namespaces } from './areas/namespaces.ts';
import { neighbours } from './areas/neighbours.ts';
import { queueing } from './areas/queueing.ts';
import { routes, rules } from './areas/routes.ts';
import { sets } from './areas/sets.ts';
import { settings } from './areas/settings.ts';
import { onMachine } from './on-machine.ts';

/** The parts of a machine's network in the order in which they are put back: what is on a link needs the link. */
const AREAS = {
  ...{ namespaces, links, settings, addresses, routes, rules },
  ...{ neighbours, forwarding, queueing, firewall, sets },
} as const;

type Name = keyof typeof AREAS;

/** A machine's own network as it was. */
export type Snapshot = { [Part in Name]: Awaited<ReturnType<(typeof AREAS)[Part]['read']>> };

/** Looks at the whole network of the machine we run on, and changes nothing. */
export async function takeSnapshot(): Promise<Snapshot> {
  const parts = Object.entries(AREAS).map(async ([name, area]) => [name, await area.read()] as const);
  return Object.fromEntries(await Promise.all(parts)) as Snapshot;
}

/** How often a part is looked at again: a route may wait for another, a bridge for its ports. */
const ROUNDS = 4;

/**
 * Puts the machine's network back to what it was. Only what differs is touched, so it may be broken off and begun again at any point. Returns what could
 * not be put back, each with what was said.
 */
export async function putBack(before: Snapshot): Promise<string[]> {
  const left: string[] = [];
  for (const [name, area] of Object.entries<Area<unknown>>(AREAS)) {
    // A journal of an older netlab has not all parts.
    const was: unknown = before[name as Name];
    if (was !== undefined) left.push(...(await mend(area, was)));
  }
  return left;
}

async function mend(area: Area<unknown>, before: unknown): Promise<string[]> {
  let failures: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const repairs = area.repair(before, await area.read());
    if (repairs.length === 0) return [];
    failures = [];
    for (const { argv, input } of repairs) {
      const { exitCode, stderr } = await onMachine(argv, input);
      if (exitCode !== 0) failures.push(`${argv.join(' ')}: ${stderr.trim().split('\n')[0]}`);
    }
  }
  const last = area.repair(before, await area.read());
  return last.length === 0 ? [] : failures.length > 0 ? failures : last.map(({ argv }) => argv.join(' '));
}
