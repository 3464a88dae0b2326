import { addressesOf, isUp, peerOf } from '../kernel.ts';
import { act, lookAt, type Stage } from './stage.ts';

/** Takes something away from a pod, or adds it, and says what; undefined when there was nothing to take away. `files`: those that ADD made. */
export type Break = (stage: Stage, pod: string, files: readonly string[]) => Promise<string | undefined>;

export const interfaceGone: Break = async (stage, pod) => {
  await act(stage, pod, ['ip', 'link', 'del', stage.ifname]);
  return `${stage.ifname} removed from the pod`;
};

export const addressGone: Break = async (stage, pod) => {
  const { pod: state } = await lookAt(stage, pod);
  if (addressesOf(state.links.find((link) => link.ifname === stage.ifname)).length === 0) return undefined;
  await act(stage, pod, ['ip', '-4', 'address', 'flush', 'dev', stage.ifname]);
  // The routes went with the address: what a CHECK of routes alone would notice is put back as far as the kernel takes it.
  for (const { dst, gateway } of state.routes.filter((route) => route.gateway !== undefined)) {
    await act(stage, pod, ['ip', 'route', 'replace', dst, 'via', gateway ?? '', 'dev', stage.ifname, 'onlink']);
  }
  return `the address removed from ${stage.ifname}`;
};

export const routeGone: Break = async (stage, pod) => {
  const { pod: state } = await lookAt(stage, pod);
  if (!state.routes.some(({ dst }) => dst === 'default')) return undefined;
  await act(stage, pod, ['ip', 'route', 'del', 'default']);
  return 'the default route removed from the pod';
};

export const portGone: Break = async (stage, pod) => {
  const { host, pod: state } = await lookAt(stage, pod);
  const link = state.links.find((one) => one.ifname === stage.ifname);
  const peer = link && peerOf(link, host.links);
  if (!peer || !isUp(peer)) return undefined;
  await act(stage, stage.node, ['ip', 'link', 'set', 'dev', peer.ifname, 'nomaster']);
  return `${peer.ifname} taken off the bridge`;
};

export const reservationGone: Break = async (stage, _pod, files) => {
  if (files.length === 0) return undefined;
  await act(stage, stage.node, ['rm', '-f', '--', ...files]);
  return `the files that ADD had made removed (${files.join(', ')})`;
};

export const somethingAdded: Break = async (stage, pod) => {
  await act(stage, pod, ['ip', 'link', 'add', 'name', 'extra0', 'type', 'veth', 'peer', 'name', 'extra1']);
  await act(stage, pod, ['ip', 'link', 'set', 'dev', 'extra0', 'up']);
  await act(stage, pod, ['ip', 'address', 'add', '203.0.113.1/30', 'dev', 'extra0']);
  await act(stage, pod, ['ip', 'route', 'add', '198.51.100.0/24', 'dev', 'extra0']);
  return 'an interface, an address and a route added to the pod';
};
