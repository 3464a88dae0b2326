import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { topologySchema } from '../../../src/lab/topology-schema.ts';
import { picture } from '../../../src/report/picture.ts';
import { LABS } from '../../support/labs.ts';

const drawn = (topology: unknown, width?: number) => picture(topologySchema.parse(topology), width);
const ofLab = (id: string, width?: number) => {
  const file = new URL(`../../../labs/${id}/lab.yaml`, import.meta.url);
  return drawn(parse(readFileSync(file, 'utf8')).topology ?? {}, width);
};

test('a lab that starts empty', () => {
  expect(ofLab('01-netns')).toMatchInlineSnapshot(`
    "┌─ host ───────────┐
    │ nothing here yet │
    └──────────────────┘"
  `);
});

test('empty namespaces', () => {
  expect(ofLab('02-bridge')).toMatchInlineSnapshot(`
    "┌─ host ─────────────────────────────────────┐
    │┌─ red ─┐ ┌─ blue ─┐ ┌─ orange ─┐ ┌─ gray ─┐│
    ││ empty │ │ empty  │ │ empty    │ │ empty  ││
    │└───────┘ └────────┘ └──────────┘ └────────┘│
    └────────────────────────────────────────────┘"
  `);
});

test('namespaces on a bridge, nodes on two switches', () => {
  expect(ofLab('03-nat')).toMatchInlineSnapshot(`
    "┌─ host ────────────────────────────────┐ ┌─ server ───────┐ ┌─ router ───────┐ ┌─ internet ──────┐
    │┌─ red ───────────┐ ┌─ blue ──────────┐│ │ eth0           │ │ eth0           │ │ eth0            │
    ││ veth-red        │ │ veth-blue       ││ │ 192.168.1.3/24 │ │ 192.168.1.1/24 │ │ 203.0.113.10/24 │
    ││ 192.168.15.1/24 │ │ 192.168.15.2/24 ││ │ web :80        │ │ eth1           │ │ web :80         │
    │└──┬──────────────┘ │ web :80         ││ └──┬─────────────┘ │ 203.0.113.1/24 │ └──┬──────────────┘
    │   │                └──┬──────────────┘│    │               └──┬──────┬──────┘    │
    │   │ veth-red-br       │ veth-blue-br  │    │                  │      │           │
    │━━━┷━━━━━━━━━━━━━━━━━━━┷━━━━━━ v-net-0 │    │                  │      │           │
    │ 192.168.15.5/24                       │    │                  │      │           │
    │ eth0                                  │    │                  │      │           │
    │ 192.168.1.2/24                        │    │                  │      │           │
    └──┬────────────────────────────────────┘    │                  │      │           │
       │                                         │                  │ eth0 │ eth1      │
    ═══╧═════════════════════════════════════════╧══════════════════╧══════│═══════════│══════════ lan
    ═══════════════════════════════════════════════════════════════════════╧═══════════╧══════════ wan"
  `);
});

test('three nodes with pods and a router', () => {
  expect(ofLab('05-pod-network')).toMatchInlineSnapshot(`
    "┌─ node1 ───────────────────────────┐ ┌─ node2 ─────────┐ ┌─ node3 ─────────┐ ┌─ router ───────┐
    │┌─ blue ────────┐ ┌─ orange ──────┐│ │┌─ purple ──────┐│ │┌─ green ───────┐│ │ eth0           │
    ││ eth0          │ │ eth0          ││ ││ eth0          ││ ││ eth0          ││ │ 192.168.1.1/24 │
    ││ 10.244.1.2/24 │ │ 10.244.1.3/24 ││ ││ 10.244.2.2/24 ││ ││ 10.244.3.2/24 ││ └──┬─────────────┘
    ││ web :80       │ │ web :80       ││ ││ web :80       ││ ││ web :80       ││    │
    │└──┬────────────┘ └──┬────────────┘│ │└──┬────────────┘│ │└──┬────────────┘│    │
    │   │ veth-blue       │ veth-orange │ │   │ veth-purple │ │   │ veth-green  │    │
    │━━━┷━━━━━━━━━━━━━━━━━┷━━━━ v-net-0 │ │━━━┷━━━━ v-net-0 │ │━━━┷━━━━ v-net-0 │    │
    │ 10.244.1.1/24                     │ │ 10.244.2.1/24   │ │ 10.244.3.1/24   │    │
    │ eth0                              │ │ eth0            │ │ eth0            │    │
    │ 192.168.1.11/24                   │ │ 192.168.1.12/24 │ │ 192.168.1.13/24 │    │
    └──┬────────────────────────────────┘ └──┬──────────────┘ └──┬──────────────┘    │
    ═══╧═════════════════════════════════════╧═══════════════════╧═══════════════════╧═════════ lan"
  `);
});

test('nodes that do not fit go to the next row, which draws its own switch', () => {
  expect(ofLab('05-pod-network', 60)).toMatchInlineSnapshot(`
    "┌─ node1 ───────────────────────────┐ ┌─ node2 ─────────┐
    │┌─ blue ────────┐ ┌─ orange ──────┐│ │┌─ purple ──────┐│
    ││ eth0          │ │ eth0          ││ ││ eth0          ││
    ││ 10.244.1.2/24 │ │ 10.244.1.3/24 ││ ││ 10.244.2.2/24 ││
    ││ web :80       │ │ web :80       ││ ││ web :80       ││
    │└──┬────────────┘ └──┬────────────┘│ │└──┬────────────┘│
    │   │ veth-blue       │ veth-orange │ │   │ veth-purple │
    │━━━┷━━━━━━━━━━━━━━━━━┷━━━━ v-net-0 │ │━━━┷━━━━ v-net-0 │
    │ 10.244.1.1/24                     │ │ 10.244.2.1/24   │
    │ eth0                              │ │ eth0            │
    │ 192.168.1.11/24                   │ │ 192.168.1.12/24 │
    └──┬────────────────────────────────┘ └──┬──────────────┘
    ═══╧═════════════════════════════════════╧══════════ lan

    ┌─ node3 ─────────┐ ┌─ router ───────┐
    │┌─ green ───────┐│ │ eth0           │
    ││ eth0          ││ │ 192.168.1.1/24 │
    ││ 10.244.3.2/24 ││ └──┬─────────────┘
    ││ web :80       ││    │
    │└──┬────────────┘│    │
    │   │ veth-green  │    │
    │━━━┷━━━━ v-net-0 │    │
    │ 10.244.3.1/24   │    │
    │ eth0            │    │
    │ 192.168.1.13/24 │    │
    └──┬──────────────┘    │
    ═══╧═══════════════════╧═════════ lan"
  `);
});

test.each(LABS)('%s fits 80 and 100 columns', (id) => {
  for (const width of [80, 100]) {
    const widths = ofLab(id, width)
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(width);
  }
});

test('wires that end on no bridge are told in words', () => {
  const topology = {
    nodes: {
      node1: {
        interfaces: { eth9: { up: false } },
        namespaces: { red: { interfaces: { eth0: { peer: 'veth-red', addresses: ['10.0.0.1/24', 'fd00::1/64'] } } } },
      },
      node2: { processes: { dns: { run: ['dnsmasq'], ready: { udp: 53 } }, silent: { run: ['sleep'] } } },
    },
    links: [['node1:eth1', 'node2:eth1']],
  };
  expect(drawn(topology)).toMatchInlineSnapshot(`
    "┌─ node1 ───────┐ ┌─ node2 ─────┐
    │┌─ red ───────┐│ │ dns udp :53 │
    ││ eth0        ││ │ silent      │
    ││ 10.0.0.1/24 ││ └─────────────┘
    ││ fd00::1/64  ││
    │└─────────────┘│
    │ eth9 (down)   │
    └───────────────┘

    node1:eth1 ─── node2:eth1
    node1/red:eth0 ─── node1:veth-red"
  `);
});

test('two bridges of a node, one of them down and without ports', () => {
  const wire = (bridge: string) => ({ eth0: { peer: 'veth', bridge } });
  const topology = {
    nodes: {
      host: {
        bridges: { br0: { addresses: ['10.0.0.1/24', '10.1.0.1/24'] }, br1: { up: false }, br2: {} },
        namespaces: { a: { interfaces: wire('br2') }, b: { interfaces: wire('br0') } },
      },
    },
  };
  expect(drawn(topology)).toMatchInlineSnapshot(`
    "┌─ host ──────────────────────┐
    │┌─ a ────┐ ┌─ b ────┐        │
    ││ eth0   │ │ eth0   │        │
    │└──┬─────┘ └──┬─────┘        │
    │   │ veth     │ veth         │
    │━━━│━━━━━━━━━━┷━━ br0        │
    │   │ 10.0.0.1/24             │
    │   │ 10.1.0.1/24             │
    │━━━│━━━━━━━━━━━━━ br1 (down) │
    │━━━┷━━━━━━━━━━━━━ br2        │
    └─────────────────────────────┘"
  `);
});
