import type { Context } from '../check.ts';
import { lasting } from './lasting.ts';
import { clockNow } from './packet-time.ts';
import { type Begun, begin, type Caught, caughtBy, caughtIn, end, type Watch } from './tcpdump.ts';

/** Where a watch goes on: in a report until that is done, elsewhere for one look. */
type Around = Pick<Context, 'network' | 'throughout'>;

/** Whether nothing that may still be on its way can change what is said of these. Without it, all that is on its way is waited for. */
export type Enough<T> = (caught: T) => boolean;

/**
 * What a watch catches while `action` goes on and nobody else sends. The watch itself goes on until the report is done: checks that watch the same share
 * one tcpdump. Nothing is done on an interface that is missing or down: that is a fault in the result. Throws as {@link begin} does, and what
 * `action` throws.
 */
export function caughtDuring(
  around: Around,
  watch: Watch,
  action: () => Promise<void>,
  isEnough?: Enough<Caught>,
): Promise<Caught> {
  return inReport(around, async (context) => {
    const { network } = context;
    const begun = await watching(context, watch);
    if (begun.fault !== undefined) return caughtIn(begun, network, []);
    const { since, mustRunOn } = clockNow();
    await action();
    const caught = await arrived((hasArrived) => caughtBy(network, begun, { since, hasArrived }), isEnough);
    mustRunOn();
    return caught;
  });
}

/**
 * Runs `action` once all watches listen, and returns all that they have caught by then: what others send meanwhile is caught too. Undefined when one
 * cannot listen, and then nothing is done. Throws as {@link caughtDuring} does.
 */
export function caughtMeanwhile<T>(
  around: Around,
  watches: readonly Watch[],
  action: () => Promise<T>,
  isEnough?: Enough<readonly Caught[]>,
): Promise<{ result: T | undefined; caught: readonly Caught[] }> {
  return inReport(around, async (context) => {
    const { network } = context;
    const begun = await Promise.all(watches.map((watch) => watching(context, watch)));
    if (begun.some(({ fault }) => fault !== undefined))
      return { result: undefined, caught: begun.map((one) => caughtIn(one, network, [])) };
    const result = await action();
    const look = (hasArrived: boolean) => Promise.all(begun.map((one) => caughtBy(network, one, { hasArrived })));
    return { result, caught: await arrived(look, isEnough) };
  });
}

async function arrived<T>(look: (hasArrived: boolean) => Promise<T>, isEnough: Enough<T> | undefined): Promise<T> {
  if (!isEnough) return look(false);
  const first = await look(true);
  return isEnough(first) ? first : look(false);
}

/** Begins a watch that the check will need in its turn, unless it goes on already. */
export async function watching({ network, throughout }: Around, watch: Watch): Promise<Begun> {
  const start = () => begin(network, watch);
  return throughout ? throughout(`watch ${JSON.stringify(watch)}`, start, (begun) => end(network, begun)) : start();
}

/** A check that is looked at alone is a report of its own. */
async function inReport<T>(around: Around, look: (context: Around) => Promise<T>): Promise<T> {
  if (around.throughout) return look(around);
  const { throughout, endAll } = lasting();
  try {
    return await look({ ...around, throughout });
  } finally {
    await endAll();
  }
}
