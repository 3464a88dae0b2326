import { freshWord } from '../../system/fresh-word.ts';
import { type Evidence, type Network, ProbeError, type Ran } from '../check.ts';

/** One tcpdump(8) in a lab: begun, read while it goes on, and ended. */

/** What tcpdump is to watch, and where. */
export type Watch = {
  place: string;
  /** An interface, or `any`. */
  dev: string;
  /** Only what comes in, or what goes out; both unless told. */
  direction?: 'in' | 'out';
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
const LIMIT_SECONDS = '120';

/** What was sent has arrived by then, and so has a second copy of it. */
const ON_ITS_WAY_SECONDS = '0.06';

/** A watch under way: `dir`, in the lab, holds what it has caught. With a fault there is none. */
export type Begun = { watch: Watch; dir: string; fault: string | undefined };

/**
 * Starts tcpdump in the background and returns when it listens (exit code 0) or has ended (1). Its output goes through
 * pipes and not straight into files, which an AppArmor profile of tcpdump may forbid. $1 is a directory of its own; all
 * other arguments are the command. `nap` sleeps without a process: many watches begin at the same time.
 */
const BEGIN = `
dir=$1; shift
mkdir -- "$dir" || exit 2
: >"$dir/err"
{
  {
    { echo "$BASHPID" >"$dir/pid"; exec "$@"; } 2>&1 >&3 3>&- | cat >>"$dir/err"
  } 3>&1 | { echo "$BASHPID" >"$dir/writer"; exec cat >"$dir/out"; }
  : >"$dir/ended"
} </dev/null >/dev/null 2>&1 &
exec 9<> <(:)
nap() { read -rt "$1" -u 9; }
for i in {1..1000}; do
  case $(<"$dir/err") in *'listening on '*) exit 0;; esac
  [ -e "$dir/ended" ] && { cat "$dir/err" >&2; exit 1; }
  nap 0.01
done
echo 'not ready after 10 s' >&2
exit 2
`;

/**
 * Waits until tcpdump, and then what writes its output, sleeps, which is when it has read everything: proc(5) /proc/PID/stat. Returns 3 when tcpdump has
 * ended already, by itself.
 */
const IDLE = `
dir=$1
exec 9<> <(:)
nap() { read -rt "$1" -u 9; }
asleep() {
  for i in {1..100}; do
    read -r _ _ state _ <"/proc/$1/stat" && [ "$state" != S ] || break
    nap 0.01
  done
} 2>/dev/null
idle() {
  [ ! -e "$dir/ended" ] || return 3
  read -r limit <"$dir/pid"
  # The line of children has no end, for which read fails although it has read it.
  read -r child _ <"/proc/$limit/task/$limit/children"
  [ -n "$child" ] || nap 0.1
  read -r writer <"$dir/writer"
  asleep "$child"
  asleep "$writer"
} 2>/dev/null
`;

/** Prints how many lines there are by now. */
const COUNT = `${IDLE}
idle || exit
mapfile -t lines <"$dir/out"
echo "\${#lines[@]}"
`;

/** Prints the lines after the first $2; with $3 not before what is still on its way has had $3 seconds. */
const LINES = `${IDLE}
[ "$3" = 0 ] || nap "$3"
idle || exit
mapfile -t -s "$2" lines <"$dir/out"
printf '%s\n' "\${lines[@]}"
`;

/** Ends what BEGIN started and leaves nothing; of no matter is what it had still to say. */
const END = `
dir=$1
exec 9<> <(:)
read -r limit <"$dir/pid"
[ -e "$dir/ended" ] || kill -INT "$limit" 2>/dev/null
for i in {1..500}; do
  [ -e "$dir/ended" ] && break
  read -rt 0.01 -u 9
done
rm -r -- "$dir"
`;

/**
 * Begins a watch and returns when tcpdump listens. An interface that is missing or down is a fault in the result, since the learner may have to make
 * it. Throws {@link ProbeError} when tcpdump is missing, fails or does not become ready.
 */
export async function begin(network: Network, watch: Watch): Promise<Begun> {
  const { place, dev, bytes, filter } = watch;
  const dir = `/tmp/.netlab-${freshWord()}`;
  const argv = [...TCPDUMP, dev, ...shown(watch), ...(bytes ? ['-x'] : []), filter];
  const ran = await network.run(
    place,
    ['bash', '-c', BEGIN, 'watch', dir, 'timeout', '-s', 'INT', LIMIT_SECONDS, ...argv],
    {
      timeoutMs: 15_000,
    },
  );
  if (ran.exitCode === 0) return { watch, dir, fault: undefined };
  const said = ran.stderr.trim();
  const fault = faultOf(said, dev);
  if (fault !== undefined) return { watch, dir, fault };
  await network.run(place, ['rm', '-rf', dir]);
  const evidence = { command: byHand(network, watch), output: said };
  throw new ProbeError(`tcpdump could not watch ${place}: ${said.split('\n').at(-1) || 'it said nothing'}`, evidence);
}

function faultOf(said: string, dev: string): string | undefined {
  if (/No such device|doesn't exist/i.test(said)) return `there is no interface ${dev}`;
  if (/is not up|network is down/i.test(said)) return `${dev} is down`;
  return undefined;
}

/** How many lines a watch has caught so far. Throws {@link ProbeError} when tcpdump has ended by itself. */
export async function countOf(network: Network, begun: Begun): Promise<number> {
  return Number((await ask(network, begun, COUNT)).stdout);
}

/**
 * What a watch has caught after its first `count` lines; it goes on. What is still on its way is waited for, unless all that matters `hasArrived`.
 * Throws {@link ProbeError} when tcpdump has ended by itself.
 */
export async function linesAfter(network: Network, begun: Begun, count: number, hasArrived: boolean): Promise<Caught> {
  const seconds = hasArrived ? '0' : ON_ITS_WAY_SECONDS;
  return caughtIn(begun, network, (await ask(network, begun, LINES, String(count), seconds)).stdout);
}

/** Ends a watch, whether or not it goes on still. */
export async function end(network: Network, { watch, dir, fault }: Begun): Promise<void> {
  const argv = fault === undefined ? ['bash', '-c', END, 'watch', dir] : ['rm', '-rf', dir];
  await network.run(watch.place, argv, { timeoutMs: 15_000 });
}

async function ask(network: Network, { watch, dir }: Begun, script: string, ...words: string[]): Promise<Ran> {
  const ran = await network.run(watch.place, ['bash', '-c', script, 'watch', dir, ...words], { timeoutMs: 15_000 });
  if (ran.exitCode === 0) return ran;
  const evidence = { command: byHand(network, watch), output: ran.stderr.trim() };
  const said = ran.exitCode === 3 ? 'tcpdump ended by itself' : `exit code ${ran.exitCode}`;
  throw new ProbeError(`${watch.place} could not be watched to the end: ${said}`, evidence);
}

/** What a watch with this output has caught. */
export function caughtIn({ watch, fault }: Begun, network: Network, output: string): Caught {
  return {
    lines: output.split('\n').filter((line) => line !== ''),
    fault,
    evidence: { command: byHand(network, watch), output: fault ?? (output.trimEnd() || 'no packet') },
  };
}

/** What a person types to watch the same. */
function byHand(network: Network, watch: Watch): string {
  return network.byHand(watch.place, ['tcpdump', '-nn', '-i', watch.dev, ...shown(watch), watch.filter]);
}

function shown({ direction, frame, header }: Watch): string[] {
  return [...(direction ? ['-Q', direction] : []), ...(frame ? ['-e'] : []), ...(header ? ['-v'] : [])];
}
