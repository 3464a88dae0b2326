import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { openWorld, type World } from '../../support/namespaces.ts';

/** Lab 04 as a learner finds it, in a throw-away world: its folders, its skeleton, its two pods. */

const LAB = fileURLToPath(new URL('../../../labs/04-cni/', import.meta.url));

// /etc and /opt of the machine must not be written to: the world gets its own, and /etc shows the machine's files beside cni.
const FOLDERS = `
mount -t tmpfs tmpfs /opt
mkdir -p /opt/cni/bin /opt/machine
mount --bind /etc /opt/machine
mount -t tmpfs tmpfs /etc
ln -s /opt/machine/* /etc/
rm -rf /etc/cni
mkdir -p /etc/cni/net.d
mkdir -p /run/netns
ip netns add pod-a
ip netns add pod-b
`;

export async function openLabWorld(): Promise<World> {
  const world = await openWorld();
  await world.sh(FOLDERS);
  await installPlugin(world, await labFile('files/bin/mini'));
  return world;
}

export function labFile(path: string): Promise<string> {
  return readFile(`${LAB}${path}`, 'utf8');
}

export async function installPlugin(world: World, text: string, name = 'mini'): Promise<void> {
  const encoded = Buffer.from(text).toString('base64');
  await world.sh(`echo ${encoded} | base64 -d >/opt/cni/bin/${name}; chmod +x /opt/cni/bin/${name}`);
}

export async function installList(world: World, list: unknown, file = '10-podnet.conflist'): Promise<void> {
  const text = typeof list === 'string' ? list : JSON.stringify(list);
  const encoded = Buffer.from(text).toString('base64');
  await world.sh(`echo ${encoded} | base64 -d >/etc/cni/net.d/${file}`);
}

/** The parts of a solution or mistake, by task. */
export function partsOf(script: string): Map<string, string> {
  const [, ...parts] = script.split(/^# task: /m);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)]));
}

/** The entries of the kind `cni` in lab.yaml by the id of their check, e.g. `del.2`. */
export async function cniEntries(): Promise<Map<string, Record<string, unknown>>> {
  const lab: unknown = parse(await labFile('lab.yaml'));
  const { tasks } = lab as { tasks: { id: string; checks: Record<string, unknown>[] }[] };
  const checks = tasks.flatMap((task) =>
    task.checks.map((check, index) => [`${task.id}.${index + 1}`, check] as const),
  );
  return new Map(
    checks.flatMap(([id, check]) => (check['cni'] ? [[id, check['cni'] as Record<string, unknown>]] : [])),
  );
}

/** The names of scripts in a folder of the lab. */
export function labScripts(folder: string): string[] {
  return readdirSync(`${LAB}${folder}`).map((name) => `${folder}/${name}`);
}
