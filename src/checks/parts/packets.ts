import { randomUUID } from 'node:crypto';
import { type Evidence, type Network, ProbeError } from '../check.ts';

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

/** A watch that nobody ends ends itself after this many seconds. */
const LIMIT_SECONDS = '40';

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
  } 3>&1 | cat >"$dir/out"
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
 * Ends what BEGIN started, prints what it caught and leaves nothing. On a signal tcpdump drops what it has not yet
 * read, so it is ended only when it sleeps, which is when it has read everything: proc(5) /proc/PID/stat.
 */
const END = `
dir=$1
exec 9<> <(:)
nap() { read -rt "$1" -u 9; }
if [ ! -e "$dir/ended" ]; then
  nap 0.03
  read -r limit <"$dir/pid"
  read -r child _ <"/proc/$limit/task/$limit/children" || nap 0.1
  for i in {1..100}; do
    read -r _ _ state _ <"/proc/$child/stat" && [ "$state" != S ] || break
    nap 0.01
  done
  kill -INT "$limit"
fi 2>/dev/null
for i in {1..500}; do
  [ -e "$dir/ended" ] && break
  nap 0.01
done
cat "$dir/out"
rm -r -- "$dir"
`;

type Begun = { watch: Watch; dir: string; fault: string | undefined };

async function begin(network: Network, watch: Watch): Promise<Begun> {
  const { place, dev, bytes, filter } = watch;
  const dir = `/tmp/.netlab-${randomUUID()}`;
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

async function end(network: Network, { watch, dir, fault }: Begun): Promise<Caught> {
  const ran = await network.run(watch.place, ['bash', '-c', END, 'watch', dir], { timeoutMs: 15_000 });
  const output = fault ?? (ran.stdout.trimEnd() || 'no packet');
  return {
    lines: ran.stdout.split('\n').filter((line) => line !== ''),
    fault,
    evidence: { command: byHand(network, watch), output },
  };
}

/** What a person types to watch the same. */
function byHand(network: Network, watch: Watch): string {
  return network.byHand(watch.place, ['tcpdump', '-nn', '-i', watch.dev, ...shown(watch), watch.filter]);
}

function shown({ direction, frame, header }: Watch): string[] {
  return [...(direction ? ['-Q', direction] : []), ...(frame ? ['-e'] : []), ...(header ? ['-v'] : [])];
}
