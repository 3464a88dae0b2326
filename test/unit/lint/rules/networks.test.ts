import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Lab } from '../../../../src/lab/lab.ts';
import { topologySchema } from '../../../../src/lab/topology-schema.ts';
import { networkFaults } from '../../../../src/lint/rules/networks.ts';

/** Codes and places of what is found in a topology that is written as in a lab file. */
const faultsIn = (yaml: string) => {
  const topology = topologySchema.parse(parse(yaml));
  const lab = { topology } as Lab;
  return networkFaults({ lab }).map(({ code, path }) => `${code} ${path?.slice(2).join('.')}`);
};

/** Two nodes, each with an address on eth1; `plug` says where each eth1 is plugged in. */
const two = (first: string, second: string, plug: [string, string], more = '') => `
switches: {lan: {}, other: {}}
nodes:
  node1: {interfaces: {eth1: {${plug[0]}, addresses: [${first}]}}}
  node2: {interfaces: {eth1: {${plug[1]}, addresses: [${second}]}}}
${more}`;

const onOne: [string, string] = ['switch: lan', 'switch: lan'];
const apart: [string, string] = ['switch: lan', 'switch: other'];

test('nodes on separate switches may have the same address and subnets that cut each other', () => {
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.1/24', apart))).toEqual([]);
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.2/16', apart))).toEqual([]);
});

test('nodes on one switch may not', () => {
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.1/24', onOne))).toEqual([
    'duplicate-address node2.interfaces.eth1.addresses.0',
  ]);
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.2/16', onOne))).toEqual([
    'overlapping-subnets node2.interfaces.eth1.addresses.0',
  ]);
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.2/24', onOne))).toEqual([]);
});

test('a wire joins two nodes, by `peer` and by `links`', () => {
  const found = ['duplicate-address node2.interfaces.eth1.addresses.0'];
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.1/24', ['peer: "node2:eth1"', 'up: true']))).toEqual(found);
  const links = 'links: [["node1:eth1", "node2:eth1"]]';
  expect(faultsIn(two('10.0.0.1/24', '10.0.0.1/24', ['up: true', 'up: true'], links))).toEqual(found);
});

const pod = (node: string, uplink: string) => `
  ${node}:
    bridges: {cni0: {}}
    interfaces: {eth1: {${uplink}}}
    namespaces: {${node}-pod: {interfaces: {eth0: {peer: veth-pod, bridge: cni0, addresses: [10.244.0.2/24]}}}}`;

test('pods of two nodes may have equal addresses though a switch joins the nodes', () => {
  expect(faultsIn(`switches: {lan: {}}\nnodes:${pod('node1', 'switch: lan')}${pod('node2', 'switch: lan')}`)).toEqual(
    [],
  );
});

test('a wire may end in a namespace that is named without its node', () => {
  const found = faultsIn(`
nodes:
  node1: {interfaces: {eth1: {peer: "red:eth0", addresses: [10.0.0.1/24]}}}
  node2: {namespaces: {red: {interfaces: {eth0: {addresses: [10.0.0.1/24]}}}}}`);
  expect(found).toEqual(['duplicate-address node2.namespaces.red.interfaces.eth0.addresses.0']);
});

test('namespaces of one node are compared though nothing joins them yet', () => {
  const namespaces = `
nodes:
  host:
    namespaces:
      red: {interfaces: {eth0: {peer: red-br, addresses: [10.0.0.1/24]}}}
      blue: {interfaces: {eth0: {peer: blue-br, addresses: [10.0.0.1/24]}}}`;
  expect(faultsIn(namespaces)).toEqual(['duplicate-address host.namespaces.blue.interfaces.eth0.addresses.0']);
});
