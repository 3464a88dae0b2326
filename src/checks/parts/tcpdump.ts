import { freshWord } from '../../system/fresh-word.ts';
import { type Evidence, type Network, ProbeError } from '../check.ts';
import { linesSince } from './packet-time.ts';
import { BEGIN, END, LINES } from './watch-scripts.ts';

/** One tcpdump(8) in a lab: begun, read while it goes on, and ended. */

/** What tcpdump is to watch, and where. */
export type Watch = {
  place: string;
  /** An interface, or `any`. */
  dev: string;
  /** Only what comes in. */
  direction?: 'in';
  /** Whether the lines hold each packet's bytes in hex. */
  bytes?: boolean;
  /** Whether each line begins with the MAC addresses of the frame. */
  frame?: boolean;
  /** Whether tcpdump tells all it knows of the IP header, on a second line. */
  header?: boolean;
  /** pcap-filter(7) */
  filter: string;
};

/** What a watch caught: the lines tcpdump printed, or why it could not watch that interface. */
export type Caught = { lines: readonly string[]; fault: string | undefined; evidence: Evidence };

/**
 * It stays root, to need no other user than this; lines and packets come at once. Of a packet it keeps what fits on most wires: at the
 * usual length, its buffer of 2 MiB holds no more than 32 packets at once. The interface follows.
 */
const TCPDUMP = ['tcpdump', '-Z', 'root', '-l', '-nn', '--immediate-mode', '-s', '2048', '-i'];

/** A watch that nobody ends ends itself after this many seconds: longer than the captures of any lab take together. */
const LIMIT_SECONDS = 120;

/** What was sent has arrived by then, and so has a second copy of it. */
const ON_ITS_WAY_SECONDS = '0.06';

/** A watch under way: what its files in the lab are known by is `name`. With a fault there are none. */
export type Begun = { watch: Watch; name: string; fault: string | undefined };

/** The scripts keep to their time. */
const BOUNDS = { timeoutMs: 15_000, endsItself: true } as const;

/**
 * Begins a watch and returns when tcpdump listens. An interface that is missing or down is a fault in the result, since the learner may have to make
 * it. Throws {@link ProbeError} when tcpdump is missing, fails or does not become ready.
 */
export async function begin(network: Network, watch: Watch, limitSeconds = LIMIT_SECONDS): Promise<Begun> {
  const { place, dev, bytes, filter } = watch;
  const name = freshWord();
  const argv = [...TCPDUMP, dev, ...shown(watch), ...(bytes ? ['-x'] : []), filter];
  const ran = await network.run(place, ['bash', '-c', BEGIN, 'watch', name, String(limitSeconds), ...argv], BOUNDS);
  if (ran.exitCode === 0) return { watch, name, fault: undefined };
  const said = ran.stderr.trim();
  const fault = faultOf(said, dev);
  if (fault !== undefined) return { watch, name, fault };
  const evidence = { command: byHand(network, watch), output: said };
  throw new ProbeError(`tcpdump could not watch ${place}: ${said.split('\n').at(-1) || 'it said nothing'}`, evidence);
}

function faultOf(said: string, dev: string): string | undefined {
  if (/No such device|doesn't exist/i.test(said)) return `there is no interface ${dev}`;
  if (/is not up|network is down/i.test(said)) return `${dev} is down`;
  return undefined;
}

/**
 * What a watch has caught, all of it or from `since` on (milliseconds since 1970); it goes on. What is still on its way is waited for, unless all that matters
 * `hasArrived`. Throws {@link ProbeError} when tcpdump has ended by itself.
 */
export async function caughtBy(
  network: Network,
  begun: Begun,
  { since, hasArrived }: { since?: number; hasArrived: boolean },
): Promise<Caught> {
  const { watch, name } = begun;
  const argv = ['bash', '-c', LINES, 'watch', name, hasArrived ? '0' : ON_ITS_WAY_SECONDS];
  const ran = await network.run(watch.place, argv, BOUNDS);
  if (ran.exitCode === 0) {
    const lines = ran.stdout.split('\n');
    return caughtIn(begun, network, since === undefined ? lines : linesSince(lines, since));
  }
  const evidence = { command: byHand(network, watch), output: ran.stderr.trim() };
  const said = ran.exitCode === 3 ? 'tcpdump ended by itself' : `exit code ${ran.exitCode}`;
  throw new ProbeError(`${watch.place} could not be watched to the end: ${said}`, evidence);
}

/** Ends a watch, whether or not it goes on still. */
export async function end(network: Network, { watch, name, fault }: Begun): Promise<void> {
  if (fault === undefined) await network.run(watch.place, ['bash', '-c', END, 'watch', name], BOUNDS);
}

/** What a watch with this output has caught. */
export function caughtIn({ watch, fault }: Begun, network: Network, output: readonly string[]): Caught {
  const lines = output.filter((line) => line !== '');
  return {
    lines,
    fault,
    evidence: { command: byHand(network, watch), output: fault ?? (lines.join('\n') || 'no packet') },
  };
}

/** What a person types to watch the same. */
function byHand(network: Network, watch: Watch): string {
  return network.byHand(watch.place, ['tcpdump', '-nn', '-i', watch.dev, ...shown(watch), watch.filter]);
}

function shown({ direction, frame, header }: Watch): string[] {
  return [...(direction ? ['-Q', direction] : []), ...(frame ? ['-e'] : []), ...(header ? ['-v'] : [])];
}
