import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { miniPlugin } from '../../scripts/mini-plugin.ts';
import { openWorld, type World } from '../support/namespaces.ts';

/** A host for other runtimes: network, mount and PID namespaces of its own, with /run, /tmp and /var/lib/cni in memory. */

export const PLUGINS = '/run/bin';
export const LISTS = '/run/net.d';

const TOOLS = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'netlab-peers');

/** cnitool, as test/peers/install builds it. */
export const CNITOOL = join(TOOLS, 'cnitool-v1.3.0');

/** The text of CNI 1.1.0, of the same Go module. */
export const SPECIFICATION = join(TOOLS, 'SPEC-v1.3.0.md');

export async function openPeerWorld(): Promise<World> {
  for (const program of [CNITOOL, '/usr/lib/cni/bridge', '/usr/bin/podman', '/usr/sbin/runc']) {
    if (!existsSync(program)) throw new Error(`${program} is missing: run test/peers/install`);
  }
  const world = await openWorld();
  await world.sh(`mkdir -p /var/lib/cni ${PLUGINS} ${LISTS} /run/netns; mount -t tmpfs tmpfs /var/lib/cni`);
  await install(world, 'mini', miniPlugin());
  return world;
}

/** Puts an executable among the plugins. */
export async function install(world: World, name: string, text: string): Promise<void> {
  await world.sh(
    `base64 -d >${PLUGINS}/${name} <<'TEXT'\n${Buffer.from(text).toString('base64')}\nTEXT\nchmod +x ${PLUGINS}/${name}`,
  );
}

/** Puts a configuration list where both runtimes look. */
export async function writeList(world: World, list: { name: string }): Promise<void> {
  await world.sh(`rm -f ${LISTS}/*; cat >${LISTS}/10-${list.name}.conflist <<'LIST'\n${JSON.stringify(list)}\nLIST`);
}
