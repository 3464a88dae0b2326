import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../../src/lab/lab.ts';
import { topologySchema } from '../../src/lab/topology-schema.ts';
import { closeSandbox } from '../../src/sandbox/close.ts';
import { labNetwork } from '../../src/sandbox/network.ts';
import type { LabRecord } from '../../src/sandbox/record.ts';
import { type StateDir, stateDir } from '../../src/sandbox/state-dir.ts';
import { startLab } from '../../src/topology/start.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A state directory of a test's own, and how to remove it. */
export function scratchState(): { state: StateDir; home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'netlab-test-'));
  const state = stateDir({ XDG_STATE_HOME: home });
  return { state, home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** A lab that has a topology and nothing else. */
export function labOfTopology(topology: unknown, id = '90-test'): Lab {
  return {
    id,
    folder: join(ROOT, 'labs'),
    file: join(ROOT, 'labs', 'lab.yaml'),
    title: id,
    summary: '',
    level: 'beginner',
    minutes: 1,
    after: [],
    requires: [],
    references: [],
    topology: topologySchema.parse(topology),
    tasks: [],
    faults: [],
    brings: [],
  };
}

export type TestWorld = {
  record: LabRecord;
  /** Runs a shell line in a place: what it printed and its exit code. */
  sh(place: string, line: string): Promise<{ exitCode: number | undefined; output: string }>;
  close(): Promise<void>;
};

/** A real sandbox with this topology. Fails, never skips, when this machine cannot open one. */
export async function openWorld(topology: unknown): Promise<TestWorld> {
  const { state, remove } = scratchState();
  const { record } = await startLab({ lab: labOfTopology(topology), state, root: ROOT });
  const network = labNetwork(record, false);
  return {
    record,
    async sh(place, line) {
      const { exitCode, stdout, stderr } = await network.run(place, ['sh', '-c', line]);
      return { exitCode, output: (stdout + stderr).trim() };
    },
    async close() {
      await closeSandbox(record.init);
      remove();
    },
  };
}
