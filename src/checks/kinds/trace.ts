import * as z from 'zod';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError, type Ran } from '../check.ts';
import { verdictOf } from '../parts/facets.ts';
import { mustEnd } from '../parts/look.ts';
import { sameAddress } from '../parts/prefix.ts';
import { ip, place } from '../parts/terms.ts';

const schema = z
  .strictObject({
    from: place.describe('The place that traces.'),
    to: ip.describe('The destination.'),
    hops: z.array(ip).min(1).max(30).describe('The addresses that answer on the way, in order; the last is `to`.'),
  })
  .refine(({ to, hops }) => sameAddress(hops.at(-1) ?? '', to), 'the last of `hops` is `to`');
export type TraceEntry = z.output<typeof schema>;

/** One hop: the address that answered, or undefined for silence. */
export type Hop = string | undefined;
export type TraceSeen = { hops: readonly Hop[]; reason?: string | undefined; evidence: Evidence };

export const trace: CheckKind<TraceEntry, TraceSeen> = {
  kind: 'trace',
  about: 'Which routers a packet passes on its way, as traceroute(8) sees it.',
  example: 'trace: {from: red, to: 192.168.1.3, hops: [192.168.15.5, 192.168.1.3]}',
  schema,
  title: ({ from, to, hops }) =>
    hops.length === 1
      ? `${from} reaches ${to} directly`
      : `${from} reaches ${to} by way of ${hops.slice(0, -1).join(', ')}`,
  places: ({ from }) => [from],
  probe: probeTrace,
  judge: judgeTrace,
};

async function probeTrace(entry: TraceEntry, { network }: Context): Promise<TraceSeen> {
  const { from, to, hops } = entry;
  // One hop more than expected shows a detour; more would only wait.
  const most = `${hops.length + 1}`;
  const ran =
    (await ranIfInstalled(network, from, ['traceroute', '-n', '-w', '1', '-q', '1', '-m', most, to])) ??
    (await ranIfInstalled(network, from, ['tracepath', '-n', '-m', most, to]));
  if (!ran) throw new ProbeError('netlab needs traceroute or tracepath (package iputils-tracepath); there is neither');
  mustEnd(network, ran);
  return { ...readTrace(ran, network), evidence: network.evidence(ran) };
}

async function ranIfInstalled(network: Network, from: string, argv: readonly string[]): Promise<Ran | undefined> {
  try {
    return await network.run(from, argv, { timeoutMs: 45_000 });
  } catch (error) {
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
}

/** Understands traceroute(8) and tracepath(8): lines that begin with the number of the hop. */
export function readTrace(
  ran: Ran,
  network: Pick<Network, 'evidence'>,
): { hops: readonly Hop[]; reason?: string | undefined } {
  const hops: Hop[] = [];
  for (const line of ran.stdout.split('\n')) {
    const [, number, who = ''] = /^\s*(\d+)[?:]*\s+(\S+)/.exec(line) ?? [];
    if (number === undefined || who === '[LOCALHOST]') continue;
    const answered = /^[0-9a-fA-F.:]+$/.test(who);
    // tracepath may print a hop twice; an address counts more than silence.
    hops[Number(number) - 1] = answered ? who : hops[Number(number) - 1];
  }
  const said = `${ran.stdout}\n${ran.stderr}`;
  const reason = /Network is unreachable|No route to host|send failed/.exec(said)?.[0];
  if (reason !== undefined) return { hops: [], reason: reason === 'send failed' ? 'Network is unreachable' : reason };
  if (hops.length > 0 && ran.exitCode === 0) return { hops: Array.from(hops) };
  const first = ran.stderr.trim().split('\n')[0] || `exit code ${ran.exitCode}`;
  throw new ProbeError(`${ran.argv[0]} could not trace: ${first}`, network.evidence(ran));
}

function judgeTrace({ from, to, hops }: TraceEntry, { hops: seen, reason, evidence }: TraceSeen) {
  const isSame = seen.length === hops.length && hops.every((hop, at) => sameAddress(seen[at] ?? '', hop));
  const silentFrom = seen.indexOf(undefined);
  const because =
    reason === undefined
      ? silentFrom >= 0 && seen.slice(silentFrom).every((hop) => hop === undefined)
        ? `nothing answers after hop ${silentFrom}`
        : undefined
      : `${from} has no way to ${to}`;
  return verdictOf(
    [{ holds: isSame, expected: `the hops ${arrows(hops)}`, found: reason ?? `the hops ${arrows(seen)}`, because }],
    evidence,
  );
}

function arrows(hops: readonly Hop[]): string {
  return hops.map((hop) => hop ?? '*').join(' → ');
}
