import type { Context, Network } from '../check.ts';
import { lasting } from './lasting.ts';
import { type Begun, begin, type Caught, caughtIn, countOf, end, linesAfter, type Watch } from './tcpdump.ts';

/**
 * What a watch catches while `action` goes on and nobody else sends. The watch itself goes on until the report is done: checks that watch the same share
 * one tcpdump. Nothing is done on an interface that is missing or down: that is a fault in the result. Throws as {@link begin} does, and what
 * `action` throws.
 */
export async function caughtDuring(context: Context, watch: Watch, action: () => Promise<void>): Promise<Caught> {
  if (context.throughout) return takePart(context.network, await watching(context, watch), action);
  const { throughout, endAll } = lasting();
  try {
    return await takePart(context.network, await watching({ ...context, throughout }, watch), action);
  } finally {
    await endAll();
  }
}

/** Begins a watch that the check will need in its turn, unless it goes on already. */
export async function watching({ network, throughout }: Context, watch: Watch): Promise<Begun> {
  const start = () => begin(network, watch);
  return throughout ? throughout(`watch ${JSON.stringify(watch)}`, start, (begun) => end(network, begun)) : start();
}

async function takePart(network: Network, begun: Begun, action: () => Promise<void>): Promise<Caught> {
  if (begun.fault !== undefined) return caughtIn(begun, network, '');
  const before = await countOf(network, begun);
  await action();
  return linesAfter(network, begun, before);
}
