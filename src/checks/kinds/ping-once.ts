import type { Evidence, Network } from '../check.ts';
import { send } from '../parts/send.ts';
import type { PingEntry } from './ping.ts';
import { type Answers, readPing } from './ping-answers.ts';

/**
 * iputils waits this long for the last answer (seconds): the second after which Linux asks again for a neighbour that it asked for in vain before, and a
 * bit for the answer.
 */
const WAIT_SECONDS = 1.3;
/** Between two requests. */
const INTERVAL_SECONDS = 0.2;

/** One ping to an address: `name` is the place that has it, or the address. */
export type PingLook = { from: string; to: string; name: string; answers: Answers; evidence: Evidence };

/** Runs ping(8) once, as the entry says, with `payload` (hex) in its packets. */
export async function pingOnce(
  network: Network,
  { count, size, df, source }: PingEntry,
  pair: { from: string; to: string; name: string },
  payload?: string,
): Promise<PingLook> {
  const argv = [
    'ping',
    '-n',
    '-c',
    `${count}`,
    '-W',
    `${WAIT_SECONDS}`,
    ...(count > 1 ? ['-i', `${INTERVAL_SECONDS}`] : []),
    ...(size === undefined ? [] : ['-s', `${size}`]),
    ...(df === undefined ? [] : ['-M', df ? 'do' : 'dont']),
    ...(source === undefined ? [] : ['-I', source]),
    ...(payload === undefined ? [] : ['-p', payload]),
    pair.to,
  ];
  const ran = await send(network, pair.from, argv, 5000 + count * 1000);
  return { ...pair, answers: readPing(ran, network), evidence: network.evidence(ran) };
}

/** Whether what answered is what the entry asks for. */
export function holds({ reachable, loss }: PingEntry, { sent, received }: Answers): boolean {
  if (!reachable) return received === 0;
  return received > 0 && ((sent - received) / sent) * 100 <= (loss ?? 0);
}
