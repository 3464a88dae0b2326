import * as z from 'zod';
import { parseReservations, type Reservation, STORE } from '../../system/host-local.ts';
import { addresses } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence, Network } from '../check.ts';
import { type Facet, listed, verdictOf } from '../parts/facets.ts';
import { look, mustEnd } from '../parts/look.ts';
import { holdsAddress } from '../parts/prefix.ts';
import { cidr, place } from '../parts/terms.ts';

const schema = z.strictObject({
  at: place.describe('The node whose reservations are read.'),
  network: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/)
    .describe('The name of the network: reservations are files in /var/lib/cni/networks/NAME.'),
  pods: z
    .array(place)
    .min(1)
    .describe('Places whose addresses must each be reserved for them. The container id is the name of the namespace.'),
  range: cidr.optional().describe('The range that their addresses must be of.'),
  gone: z
    .array(z.string().min(1))
    .default([])
    .describe('Ids of containers for which nothing must be reserved any more.'),
});
type Entry = z.output<typeof schema>;

export type PodLook = { pod: string; addresses: readonly string[] };
type Seen = { pods: readonly PodLook[]; reservations: readonly Reservation[]; evidence: Evidence };

export const ipam: CheckKind<Entry, Seen> = {
  kind: 'ipam',
  about:
    'The files of the IPAM plugin host-local are true: each pod’s address is reserved for it, and for nobody who is gone.',
  example: 'ipam: {at: node1, network: podnet, pods: [red, blue], range: 10.244.1.0/24, gone: [old-pod]}',
  schema,
  title: ({ at, pods }) => `the addresses of ${listed(pods)} are reserved for them on ${at}`,
  places: ({ at, pods }) => [at, ...pods],
  probe: probeIpam,
  judge(entry, { pods, reservations, evidence }) {
    const ofPods = pods.map((pod) => podFacet(entry, pod, reservations));
    return verdictOf([...ofPods, ...entry.gone.map((id) => goneFacet(id, reservations))], evidence);
  },
};

async function probeIpam({ at, network: name, pods }: Entry, { network }: Context): Promise<Seen> {
  const [ran, looks] = await Promise.all([
    network.read(at, ['grep', '-r', '', `${STORE}/${name}`]),
    Promise.all(pods.map((pod) => lookAtPod(pod, network))),
  ]);
  // grep(1) exits with 1 when there are no lines and with 2 when there is no folder: nothing is reserved.
  mustEnd(network, ran);
  return { pods: looks, reservations: parseReservations(ran.stdout), evidence: network.evidence(ran) };
}

async function lookAtPod(pod: string, network: Network): Promise<PodLook> {
  const interfaces = await look(network, pod, addresses);
  const all = interfaces.flatMap(({ addr_info }) => addr_info);
  return {
    pod,
    addresses: all
      .filter(({ family, scope }) => family === 'inet' && scope === 'global')
      .flatMap(({ local }) => local ?? []),
  };
}

function podFacet({ range }: Entry, { pod, addresses: own }: PodLook, reservations: readonly Reservation[]): Facet {
  const id = pod.split('/').at(-1) ?? pod;
  const within = range === undefined ? '' : ` of ${range}`;
  const facet = (found: string, because?: string, holds = false): Facet => ({
    holds,
    expected: `an address${within} for ${pod}, reserved for it`,
    found,
    because,
  });
  const [address] = own;
  if (address === undefined) return facet(`${pod} has no address`);
  const stranger = range === undefined ? undefined : own.find((one) => !holdsAddress(range, one));
  if (stranger !== undefined) return facet(`${pod} has ${stranger}`, `${stranger} is not of the range ${range}.`);
  const wrong = own.find((one) => holderOf(one, reservations) !== id);
  if (wrong === undefined) return facet(`${pod} has ${listed(own)}`, undefined, true);
  const holder = holderOf(wrong, reservations);
  if (holder === undefined)
    return facet(
      `${pod} has ${wrong}, which is not reserved`,
      'The plugin takes it for free, and will give it to another pod.',
    );
  return facet(
    `${pod} has ${wrong}, which is reserved for ${holder}`,
    'Two pods with one address, or a file that lies.',
  );
}

function goneFacet(id: string, reservations: readonly Reservation[]): Facet {
  const kept = reservations.filter(({ containerId }) => containerId === id).map(({ address }) => address);
  return {
    holds: kept.length === 0,
    expected: `nothing reserved for ${id}`,
    found: kept.length === 0 ? `nothing reserved for ${id}` : `${listed(kept)} reserved for ${id}`,
  };
}

function holderOf(address: string, reservations: readonly Reservation[]): string | undefined {
  return reservations.find((one) => one.address === address)?.containerId;
}
