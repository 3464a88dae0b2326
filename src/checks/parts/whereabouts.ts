import { type Link, links } from '../../system/ip.ts';
import type { Network } from '../check.ts';
import { lookIfThere } from './look.ts';
import { nodeOf } from './terms.ts';

/** Where an interface that is not where it should be is instead: the most useful thing to say to a learner. */
export type Whereabouts = {
  /** Interfaces that are in the place, `lo` included. */
  present: readonly string[];
  /** Other places that have an interface of that name. */
  elsewhere: readonly string[];
};

/** Looks for `dev` in the node of `place` and in `others`. Costs nothing unless the interface is missing. */
export async function whereabouts(
  network: Network,
  place: string,
  dev: string,
  present: readonly Link[],
  others: readonly string[] = [],
): Promise<Whereabouts> {
  const near = [...new Set([...others, nodeOf(place)])].filter((other) => other !== place);
  const looks = await Promise.all(
    near.map(async (other) => ({ other, found: await lookIfThere(network, other, links) })),
  );
  return {
    present: present.map((link) => link.ifname),
    elsewhere: looks.filter(({ found }) => found?.some((link) => link.ifname === dev)).map(({ other }) => other),
  };
}

/** `red has no interface veth-red (it is in host)`. */
export function missingInterface(place: string, dev: string, { present, elsewhere }: Whereabouts): string {
  if (elsewhere.length > 0) return `${place} has no interface ${dev}: it is in ${elsewhere.join(' and ')}`;
  return lacksInterface(place, dev, present);
}

/** `red has no interface veth-red (it has lo)`. */
export function lacksInterface(place: string, dev: string, present: readonly string[]): string {
  return `${place} has no interface ${dev} (it has ${present.join(', ') || 'none'})`;
}

/** What most likely went wrong when an interface is missing. */
export function whyMissing(place: string, dev: string, { elsewhere }: Whereabouts): string | undefined {
  if (elsewhere.length === 0) return undefined;
  return `An interface lives in one namespace at a time: \`ip link set ${dev} netns ${place}\` moves it.`;
}
