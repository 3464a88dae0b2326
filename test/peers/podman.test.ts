import { rmdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from '../support/namespaces.ts';
import { LISTS, openPeerWorld, PLUGINS, writeList } from './peer-world.ts';

/** podman's CNI backend is a real runtime: it gives containers their network by the plugin of 04-cni. */

/** Control groups are the machine's, not a namespace's: ours have a name of their own and are removed. */
const GROUP = `netlab-peers-${process.pid}`;

const SETTINGS = `[network]
network_backend = "cni"
cni_plugin_dirs = ["${PLUGINS}", "/usr/lib/cni"]
network_config_dir = "${LISTS}"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
`;

const STORE =
  '--root /run/pods/root --runroot /run/pods/run --storage-driver vfs --runtime runc --cgroup-manager cgroupfs';
const LIMITS = '--ulimit nofile=1024:1024 --ulimit nproc=1024:1024';

let world: World;
const podman = (line: string) => world.sh(`CONTAINERS_CONF=/run/containers.conf TMPDIR=/run podman ${STORE} ${line}`);
const start = (name: string) =>
  podman(`run -d --name ${name} --cgroup-parent /${GROUP} --network podnet ${LIMITS} box /bin/sleep 600 2>&1`);
const addressOf = async (name: string) =>
  (await podman(`inspect ${name} --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'`)).trim();
const taken = () => world.sh('ls /run/mini/podnet | grep -F . || true');

beforeAll(async () => {
  world = await openPeerWorld();
  await world.sh(`cat >/run/containers.conf <<'SETTINGS'\n${SETTINGS}\nSETTINGS`);
  const plugin = { type: 'mini', bridge: 'cni0', subnet: '10.244.0.0/24' };
  const list = { cniVersion: '0.4.0', name: 'podnet', plugins: [plugin] };
  await writeList(world, list);
  await world.sh(`mkdir -p /run/image/bin && cp /bin/busybox /run/image/bin/
    for name in sh sleep ping ip; do ln -s busybox /run/image/bin/$name; done`);
  await podman('import - box < <(tar -C /run/image -c .)');
});
afterAll(async () => {
  await podman('rm -f -t 0 -a').catch(() => '');
  await world.close();
  await removeGroups();
});

test('a container gets its address from mini, reaches another, and gives it back when it is removed', async () => {
  await start('one');
  await start('two');
  const addresses = [await addressOf('one'), await addressOf('two')];
  expect(addresses).toEqual(['10.244.0.2', '10.244.0.3']);
  expect(await podman('exec one /bin/ip -4 address show dev eth0')).toContain('inet 10.244.0.2/24');
  expect(await podman('exec one /bin/ping -c 1 -W 2 10.244.0.3')).toContain('1 packets received');
  expect((await taken()).split('\n').filter(Boolean)).toEqual(addresses);
  await podman('rm -f -t 0 one');
  expect((await taken()).trim()).toBe('10.244.0.3');
  await start('three');
  expect(await addressOf('three')).toBe('10.244.0.2');
  await podman('rm -f -t 0 two three');
  expect((await taken()).trim()).toBe('');
  expect(await world.sh('ip -o link show type veth')).toBe('');
});

/** On every hierarchy of /sys/fs/cgroup, deepest first. */
async function removeGroups(): Promise<void> {
  const roots = ['/sys/fs/cgroup', ...(await readdir('/sys/fs/cgroup')).map((name) => `/sys/fs/cgroup/${name}`)];
  for (const root of roots) {
    const below = await readdir(`${root}/${GROUP}`, { withFileTypes: true, recursive: true }).catch(() => []);
    const folders = below.filter((entry) => entry.isDirectory()).map((entry) => `${entry.parentPath}/${entry.name}`);
    for (const folder of [...folders.toReversed(), `${root}/${GROUP}`]) {
      try {
        rmdirSync(folder);
      } catch {
        // Not of this hierarchy.
      }
    }
  }
}
