import type { Lab } from '../lab/lab.ts';
import { placeNames, splitPlace } from '../lab/places.ts';
import type { Attempt } from './blocked.ts';
import type { Network } from './check.ts';
import type { Kinds } from './looking.ts';

/**
 * Forgets in every place of a lab which neighbours have just been asked for in vain. Linux remembers such a one for three seconds (arp(7)) and loses what is
 * sent to it meanwhile, an answer to somebody's ping too: a report within that time would be about what is mended since. A report in which
 * everybody answered leaves none behind, and costs nothing here.
 */
export async function forgetUnanswered(
  lab: Lab,
  kinds: Kinds,
  network: Network,
  attempts: readonly Attempt[],
): Promise<void> {
  const isAnswered = ({ check, look }: Attempt) =>
    look === undefined || (look.status === 'passed' && !kinds.get(check.kind)?.negative?.(check.entry));
  if (attempts.every(isAnswered)) return;
  const named = attempts.flatMap(({ check }) => kinds.get(check.kind)?.places(check.entry) ?? []);
  const places = new Set([...placeNames(lab.topology), ...named.map((written) => splitPlace(written).place)]);
  const forget = (place: string) => network.run(place, ['ip', 'neigh', 'flush', 'nud', 'incomplete']);
  // A namespace that is still to be made has nothing to forget.
  await Promise.allSettled([...places].map(forget));
}
