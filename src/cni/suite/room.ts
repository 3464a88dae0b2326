import { chmodSync, copyFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from '../../checks/check.ts';
import { topologySchema } from '../../lab/topology-schema.ts';
import { closeSandbox } from '../../sandbox/close.ts';
import type { Share } from '../../sandbox/filesystem.ts';
import { readHolders } from '../../sandbox/holders.ts';
import { INSIDE } from '../../sandbox/layout.ts';
import { labNetwork } from '../../sandbox/network.ts';
import { openSandbox } from '../../sandbox/open.ts';
import type { LabRecord } from '../../sandbox/record.ts';
import type { ProcessIdentity } from '../../system/processes.ts';
import { abandonedFolders, temporaryFolder } from '../../system/temporary.ts';
import { compilePlan } from '../../topology/compile.ts';
import { planLab } from '../../topology/plan.ts';

/** The only node of the room. */
export const NODE = 'host';

export type Room = {
  network: Network;
  /** The plugin's folder as seen inside. */
  folder: string;
  close(): Promise<void>;
};

/**
 * A sandbox with one empty node and the plugin's folder, read-only. Nobody else knows of it, and it ends with us. Throws MachineError when
 * this machine forbids it.
 */
export async function openRoom(root: string, folder: string, signal: AbortSignal): Promise<Room> {
  const shows = folder === '/usr' || folder.startsWith('/usr/');
  const inside = shows ? folder : `${INSIDE.work}/plugins`;
  const copy = shows ? undefined : copyIfPrivate(folder);
  const shares: Share[] = [
    { from: root, to: INSIDE.app, writable: false },
    ...(shows ? [] : [{ from: copy ?? folder, to: inside, writable: false }]),
  ];
  let record: LabRecord | undefined;
  const plan = planLab({ topology: topologySchema.parse({ nodes: { [NODE]: {} } }) });
  const forget = () => copy !== undefined && rmSync(copy, { recursive: true, force: true });
  const init = await openSandbox({
    shares,
    script: () => compilePlan(plan, true),
    onLeash: true,
    onBorn: (born, identity) => {
      record = recordOf(born, identity.kind === 'single');
    },
    signal,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  if (!record) throw new Error('a sandbox was opened without being known');
  const live = { ...record, nodes: readHolders(init.pid, [NODE]) };
  const shown = (text: string) => text.replaceAll(inside, folder);
  const network = labNetwork(live, false);
  return {
    folder: inside,
    network: { ...network, byHand: (place, argv) => shown(network.byHand(place, argv)) },
    close: async () => {
      await closeSandbox(init);
      forget();
    },
  };
}

/** As root, the sandbox has another user's id, who may not enter a private folder: then its files are copied to one that he may. Those that a killed netlab left are removed. */
function copyIfPrivate(folder: string): string | undefined {
  if (process.getuid?.() !== 0 || (statSync(folder).mode & 0o005) === 0o005) return undefined;
  for (const left of abandonedFolders('plugins')) rmSync(left, { recursive: true, force: true });
  const copy = temporaryFolder('plugins');
  chmodSync(copy, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    copyFileSync(join(folder, entry.name), join(copy, entry.name));
    chmodSync(join(copy, entry.name), (statSync(join(folder, entry.name)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
  return copy;
}

function recordOf(init: ProcessIdentity, singleId: boolean): LabRecord {
  return {
    format: 1,
    lab: 'cni-test',
    title: 'cni test',
    folder: '',
    startedAt: new Date().toISOString(),
    phase: 'running',
    init,
    singleId,
    nodes: { [NODE]: 0 },
    namespaces: {},
    workspaces: [],
  };
}
