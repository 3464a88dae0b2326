import * as z from 'zod';
import { links } from '../../system/ip.ts';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError, type Ran } from '../check.ts';
import { type Facet, listed, verdictOf } from '../parts/facets.ts';
import { look, mustEnd } from '../parts/look.ts';
import { interfaceAt, ip, splitInterface } from '../parts/terms.ts';

const schema = z.strictObject({
  from: interfaceAt.describe('The interface that asks, such as red:veth-red.'),
  to: ip.refine((text) => !text.includes(':'), 'ARP is for IPv4 addresses').describe('The IPv4 address it asks for.'),
  answered: z.boolean().default(true).describe('Whether an answer is expected.'),
  'mac-of': interfaceAt.optional().describe('The interface whose MAC address must answer.'),
  unique: z.boolean().default(false).describe('Whether exactly one MAC address may answer: finds duplicate addresses.'),
});
export type ArpingEntry = z.output<typeof schema>;

export type ArpingSeen = {
  /** The MAC addresses that answered, in lower case, each once. */
  macs: readonly string[];
  /** Why nothing could be asked: the interface is missing or down. */
  fault?: string | undefined;
  /** The MAC address of `mac-of`; undefined when there is no such interface. */
  trueMac?: string | undefined;
  evidence: Evidence;
};

export const arping: CheckKind<ArpingEntry, ArpingSeen> = {
  kind: 'arping',
  about: 'Which MAC addresses answer an ARP request sent out of an interface.',
  example: 'arping: {from: "red:veth-red", to: 192.168.15.2, unique: true}',
  schema,
  title: ({ from, to, answered, unique }) => {
    if (!answered) return `nobody answers for ${to} on the wire of ${from}`;
    return unique ? `exactly one interface answers for ${to}` : `${to} answers on the wire of ${from}`;
  },
  places: ({ from, 'mac-of': macOf }) => (macOf === undefined ? [from] : [from, macOf]),
  negative: ({ answered }) => !answered,
  probe: probeArping,
  judge: judgeArping,
};

/**
 * With -c arping ends after the first answer; a duplicate shows only to who goes on listening. arping counts in whole seconds, and on
 * one machine half of one is plenty: on an interrupt it says what it has heard, as at its end.
 */
const LISTEN = ['timeout', '--signal=INT', '0.5'];

async function probeArping(entry: ArpingEntry, { network }: Context): Promise<ArpingSeen> {
  const { place, dev = '' } = splitInterface(entry.from);
  const argv = ['arping', '-I', dev, ...(entry.unique ? ['-b'] : ['-c', '1']), '-w', '1', entry.to];
  const [ran, trueMac] = await Promise.all([
    asked(network, place, argv, entry.unique),
    entry['mac-of'] === undefined ? undefined : macOf(network, entry['mac-of']),
  ]);
  mustEnd(network, ran);
  const evidence = { ...network.evidence(ran), command: network.byHand(place, argv) };
  return { ...readArping(ran, network), trueMac, evidence };
}

/** On a busy machine half a second may pass before arping has asked at all: then it gets the whole. */
async function asked(network: Network, place: string, argv: readonly string[], listens: boolean): Promise<Ran> {
  const options = { timeoutMs: 8000 };
  if (!listens) return network.run(place, argv, options);
  const ran = await network.run(place, [...LISTEN, ...argv], options);
  return ran.exitCode === 124 && ran.stdout === '' ? network.run(place, argv, options) : ran;
}

async function macOf(network: Network, at: string): Promise<string | undefined> {
  const { place, dev } = splitInterface(at);
  return (await look(network, place, links)).find(({ ifname }) => ifname === dev)?.address;
}

/** Understands arping of iputils, arping(8). Throws {@link ProbeError} for everything else. */
export function readArping(
  ran: Ran,
  network: Pick<Network, 'evidence'>,
): { macs: readonly string[]; fault?: string | undefined } {
  const answers = ran.stdout.matchAll(/^(?:Unicast|Broadcast) reply from \S+ \[([0-9A-Fa-f:]+)\]/gm);
  const macs = [...new Set([...answers].map(([, mac = '']) => mac.toLowerCase()))];
  if (/^Received \d+ response/m.test(ran.stdout)) return { macs };
  const said = `${ran.stderr}\n${ran.stdout}`;
  if (/Device \S+ not available|No such device/i.test(said)) return { macs, fault: 'there is no such interface' };
  if (/is down|Network is down/i.test(said)) return { macs, fault: 'the interface is down' };
  if (/^ARPING .*\n\d+ bytes from/m.test(ran.stdout)) {
    throw new ProbeError(
      'netlab needs the arping of iputils (package iputils-arping); this is another one',
      network.evidence(ran),
    );
  }
  const first = said.trim().split('\n')[0] || `exit code ${ran.exitCode}`;
  throw new ProbeError(`arping could not ask: ${first}`, network.evidence(ran));
}

function judgeArping(entry: ArpingEntry, seen: ArpingSeen) {
  const { from, to, answered, unique } = entry;
  const who =
    seen.macs.length === 0 ? 'nobody answers' : `${listed(seen.macs)} answer${seen.macs.length > 1 ? '' : 's'}`;
  const found = seen.fault ?? who;
  const facets: Facet[] = [
    {
      holds: seen.fault === undefined && seen.macs.length > 0 === answered,
      expected: answered ? `an interface answers for ${to}` : `nobody answers for ${to}`,
      found: seen.fault === undefined ? found : `${from}: ${found}`,
    },
  ];
  if (answered && unique) {
    // Who has the address and asks for it answers nobody.
    const because = seen.macs.length > 1 ? `${seen.macs.length} interfaces have the address ${to}` : undefined;
    facets.push({
      holds: seen.macs.length === 1,
      expected: `exactly one MAC address answers for ${to}`,
      found,
      because,
    });
  }
  const of = entry['mac-of'];
  if (answered && of !== undefined) {
    facets.push({
      holds: seen.trueMac !== undefined && seen.macs.length > 0 && seen.macs.every((mac) => mac === seen.trueMac),
      expected: `${of} answers (${seen.trueMac ?? 'which does not exist'})`,
      found,
    });
  }
  return verdictOf(facets, seen.evidence);
}
