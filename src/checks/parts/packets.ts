import type { Network } from '../check.ts';
import { type Begun, begin, type Caught, end, type Watch } from './tcpdump.ts';

/** Watches under way: who watches the same at the same time shares one tcpdump. */
export type Watches = Map<string, Shared>;

type Shared = { key: string; users: number; begun: Promise<Begun>; caught: PromiseWithResolvers<Caught | undefined> };

/**
 * Runs `action` while tcpdump watches, and only once it does. What others do during a watch that is shared is caught too, and the result waits
 * for them. Throws {@link ProbeError} when tcpdump is missing, fails or does not become ready; an interface that is missing or down is a
 * fault in the result, since the learner may have to make it.
 */
export async function whileWatching<T>(
  network: Network,
  watches: readonly Watch[],
  action: () => Promise<T>,
  under: Watches = new Map(),
): Promise<{ result: T | undefined; caught: readonly Caught[] }> {
  const joined = watches.map((watch) => join(under, network, watch));
  const begun = await Promise.allSettled(joined.map((one) => one.begun));
  let result: T | undefined;
  let caught: readonly (Caught | undefined)[] = [];
  try {
    if (begun.every((one) => one.status === 'fulfilled' && one.value.fault === undefined)) result = await action();
  } finally {
    caught = await Promise.all(joined.map((one) => leave(under, network, one)));
  }
  const broken = begun.find((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
  return { result, caught: caught.filter((one) => one !== undefined) };
}

function join(under: Watches, network: Network, watch: Watch): Shared {
  const key = JSON.stringify(watch);
  const known = under.get(key);
  const one = known ?? { key, users: 0, begun: begin(network, watch), caught: Promise.withResolvers() };
  one.users += 1;
  under.set(key, one);
  return one;
}

/** The last one ends the watch, and the others wait for that. Nothing is caught when it never began. */
function leave(under: Watches, network: Network, shared: Shared): Promise<Caught | undefined> {
  shared.users -= 1;
  if (shared.users === 0) {
    under.delete(shared.key);
    shared.caught.resolve(
      shared.begun.then(
        (begun) => end(network, begun),
        () => undefined,
      ),
    );
  }
  return shared.caught.promise;
}
