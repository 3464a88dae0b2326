import { setTimeout as pause } from 'node:timers/promises';
import { NODE_INSIDE, openWorld, type World } from './namespaces.ts';

/**
 * A throw-away world with traffic: red .1, blue .2, gray .3 and mute .4 (drops all it gets) on a bridge where the host
 * is 192.168.15.5; the host forwards and masquerades to `far` 10.9.0.2, which serves HTTP on 80 and UDP echo on 53,
 * hangs up on 81 and refuses all other ports. red and mute have a default route, blue and gray have none.
 */
export async function openTrafficWorld(): Promise<World> {
  const world = await openWorld();
  try {
    await world.sh(NETWORK);
    world.start('far', [NODE_INSIDE, '-e', SERVERS]);
    await untilServed(world);
  } catch (error) {
    await world.close();
    throw error;
  }
  return world;
}

const NETWORK = `
  ip link add name v-net-0 type bridge
  ip link set v-net-0 up
  ip addr add 192.168.15.5/24 dev v-net-0
  n=1
  for ns in red blue gray mute; do
    ip netns add $ns
    ip -n $ns link set lo up
    ip link add name veth-$ns netns $ns type veth peer name veth-$ns-br
    ip link set veth-$ns-br master v-net-0 up
    ip -n $ns addr add 192.168.15.$n/24 dev veth-$ns
    ip -n $ns link set veth-$ns up
    n=$((n + 1))
  done
  ip netns add far
  ip -n far link set lo up
  ip link add name to-far type veth peer name eth0 netns far
  ip addr add 10.9.0.1/24 dev to-far
  ip -n far addr add 10.9.0.2/24 dev eth0
  ip link set to-far up
  ip -n far link set eth0 up
  sysctl -q net.ipv4.ip_forward=1
  iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -o to-far -j MASQUERADE
  for ns in red mute; do ip -n $ns route add default via 192.168.15.5; done
  ip netns exec mute iptables -A INPUT -j DROP
`;

const SERVERS = `
  const http = require('node:http');
  http.createServer((request, response) => {
    if (request.url === '/missing') response.statusCode = 404;
    response.setHeader('X-Lab', request.headers['x-lab'] ?? 'none');
    response.end('hello from far ' + request.method);
  }).listen(80, '0.0.0.0');
  require('node:net').createServer((socket) => socket.destroy()).listen(81, '0.0.0.0');
  const udp = require('node:dgram').createSocket('udp4');
  udp.on('message', (text, peer) => udp.send('echo ' + text, peer.port, peer.address));
  udp.bind(53);
`;

async function untilServed(world: World): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const listening = await world.network().run('far', ['ss', '-Hltun']);
    if ([':80 ', ':81 ', ':53 '].every((port) => listening.stdout.includes(port))) return;
    await pause(25);
  }
  throw new Error('the servers of the test did not start');
}
