import * as z from 'zod';

/** What a learner finds at the start. What they are to build is not here. */

/** Linux limits interface names to 15 bytes (IFNAMSIZ - 1) without "/" and white space. */
const device = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.-]{0,14}$/,
    'an interface name has 1 to 15 of A-Z a-z 0-9 _ . - and starts with a letter',
  )
  .describe('An interface name, at most 15 characters.');

export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'a name has 1 to 32 of a-z 0-9 - and starts with a letter or digit');

const prefix = z
  .string()
  .regex(/^[0-9a-fA-F:.]+\/[0-9]{1,3}$/, 'an address is written with its prefix length, such as 192.168.15.1/24')
  .describe('An address with its prefix length, such as 192.168.15.1/24.');

const sysctls = z
  .record(
    z.string().regex(/^[a-z0-9_]+([./][A-Za-z0-9_-]+)+$/, 'a sysctl key looks like net.ipv4.ip_forward'),
    z.union([z.number().int(), z.string()]),
  )
  .describe('Kernel settings of this network namespace, such as net.ipv4.ip_forward: 0.');

const route = z
  .strictObject({
    to: z.string().describe('A prefix, an address or `default`.'),
    via: z.string().optional().describe('The next hop.'),
    dev: device.optional().describe('The interface to leave by.'),
    src: z.string().optional().describe('The preferred source address.'),
    metric: z.number().int().min(0).optional().describe('The lower wins.'),
  })
  .describe('A route, as `ip route add` takes it.');

const mac = z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/, 'a MAC address looks like 02:00:00:00:00:01');

const neighbour = z
  .strictObject({
    to: z.string().describe('The address of the neighbour.'),
    mac: mac.describe('The MAC address that frames for it are sent to.'),
    dev: device.describe('The interface it is on.'),
  })
  .describe('A neighbour entry that stays (ip-neighbour(8), permanent): right or, where a lab is about that, wrong.');

const networkInterface = z
  .strictObject({
    switch: name.optional().describe('The switch (a LAN segment joining nodes) this interface is plugged into.'),
    peer: z
      .string()
      .optional()
      .describe(
        'The other end of the link: an interface of the same node (`veth-red-br`) or of any place (`node2:eth1`).',
      ),
    bridge: device.optional().describe("The node's bridge that the other end becomes a port of."),
    addresses: z.array(prefix).default([]).describe('Addresses, each with its prefix length.'),
    mac: mac.optional().describe('A fixed MAC address.'),
    mtu: z.number().int().min(68).max(65535).optional().describe('The largest packet in bytes, 1500 unless told.'),
    up: z.boolean().default(true).describe('Whether the interface is up at the start.'),
  })
  .describe('An interface: one end of a link.');

const bridge = z
  .strictObject({
    addresses: z.array(prefix).default([]).describe('Addresses of the node on this bridge.'),
    up: z.boolean().default(true).describe('Whether the bridge is up at the start.'),
  })
  .describe('A Linux bridge.');

const file = z
  .strictObject({
    content: z.string().optional().describe('The text of the file.'),
    from: z.string().optional().describe('A file of the lab folder to copy, such as files/nginx.conf.'),
    mode: z
      .string()
      .regex(/^0?[0-7]{3,4}$/, "a mode is a quoted octal number such as '0755'")
      .default('0644')
      .describe("Permissions, quoted: '0755'."),
  })
  .refine(
    (entry) => (entry.content === undefined) !== (entry.from === undefined),
    'a file has either `content` or `from`',
  )
  .describe('A file put in place before anything starts.');

const ready = z
  .strictObject({
    tcp: z.number().int().min(1).max(65535).optional().describe('Ready when something listens on this TCP port.'),
    udp: z.number().int().min(1).max(65535).optional().describe('Ready when something listens on this UDP port.'),
    file: z.string().optional().describe('Ready when this file exists.'),
  })
  .refine(
    (entry) => Object.values(entry).filter((value) => value !== undefined).length === 1,
    'readiness is exactly one of tcp, udp, file',
  )
  .describe('How to tell that the process is ready.');

const daemon = z
  .strictObject({
    run: z.array(z.string()).min(1).describe('The command and its arguments; it stays in the foreground.'),
    ready: ready.optional(),
    within: z.number().min(0.1).max(60).default(10).describe('Seconds it may take to become ready.'),
  })
  .describe('A long-running process, a real server, started with the lab.');

/** What a node and a namespace have in common. */
const networkKeys = {
  sysctls: sysctls.default({}),
  interfaces: z.record(device, networkInterface).default({}).describe('Interfaces by name.'),
  routes: z.array(route).default([]).describe('Routes, added in this order.'),
  neighbours: z.array(neighbour).default([]).describe('Neighbour entries set by hand; all others are learned.'),
  iptables: z.string().optional().describe('Rules in the format of iptables-save, loaded with iptables-restore.'),
  nft: z.string().optional().describe('Rules in the format of `nft list ruleset`, loaded with nft -f.'),
  processes: z.record(name, daemon).default({}).describe('Long-running processes by name.'),
};

const namespace = z.strictObject(networkKeys).describe('A named network namespace of a node, as `ip netns` lists it.');

const workspace = z
  .strictObject({
    path: z
      .string()
      .regex(
        /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9_.@+-]+)+$/,
        'a path such as /opt/cni/bin: absolute, without . and .., of A-Z a-z 0-9 _ . @ + -',
      )
      .describe('Where the folder appears in the node, such as /opt/cni/bin.'),
    from: z.string().optional().describe('A folder of the lab whose files the learner starts with.'),
  })
  .describe("A folder the learner edits. It lives on the learner's own machine and outlives the lab.");

/** A folder that the sandbox can write to must not hold the place of another one. */
function areApart(workspaces: readonly { path: string }[]): boolean {
  return workspaces.every(({ path }, at) =>
    workspaces.every((other, index) => index === at || !`${path}/`.startsWith(`${other.path}/`)),
  );
}

const node = z
  .strictObject({
    ...networkKeys,
    bridges: z.record(device, bridge).default({}).describe('Bridges by name.'),
    namespaces: z
      .record(
        name,
        namespace.default(() => namespace.parse({})),
      )
      .default({})
      .describe('Named network namespaces.'),
    files: z.record(z.string().startsWith('/'), file).default({}).describe('Files put in place, by absolute path.'),
    hosts: z.record(z.string(), z.string()).default({}).describe('Lines of /etc/hosts: name → address.'),
    workspace: z
      .array(workspace)
      .default([])
      .refine(areApart, 'one workspace lies inside another: their paths must be apart')
      .describe('Folders that the learner edits.'),
  })
  .describe('A light machine: its own network, mounts and host name.');

export const topologySchema = z
  .strictObject({
    switches: z.record(name, z.strictObject({}).nullable()).default({}).describe('LAN segments that join nodes.'),
    nodes: z
      .record(name, node)
      .default(() => ({ host: node.parse({}) }))
      .describe('Machines by name; a lab that names none has one, `host`.'),
    links: z
      .array(z.tuple([z.string(), z.string()]))
      .default([])
      .describe('Wires between places, such as [node1:eth1, node2:eth1]; addresses stand with the interfaces.'),
    setup: z
      .string()
      .optional()
      .describe('A script of the lab folder run on the first node at the end of the set-up; the last resort.'),
  })
  .describe('What the learner finds.');

export type Topology = z.output<typeof topologySchema>;
export type TopologyNode = Topology['nodes'][string];
export type TopologyNamespace = TopologyNode['namespaces'][string];
export type TopologyInterface = TopologyNode['interfaces'][string];
export type TopologyRoute = TopologyNode['routes'][number];
export type TopologyProcess = TopologyNode['processes'][string];
