import { type FSWatcher, watch } from 'node:fs';
import { createInterface } from 'node:readline';
import { startDetached } from '../system/background.ts';
import { enterRoom } from './enter.ts';
import { INSIDE, insideEnvironment } from './layout.ts';
import type { LabRecord } from './record.ts';

/** A running watch over a lab; `close` ends every process of it. */
export type ChangeWatch = { close(): void };

/** Who changed something: the kernel says that the network did, or a person saved a file. */
export type ChangedBy = 'network' | 'file';

/**
 * Calls `onChange` whenever the kernel announces a change in the lab (ip-monitor(8), nft monitor), a namespace is added or removed, or one of
 * the learner's or the author's files changes.
 */
export function watchChanges(
  record: LabRecord,
  inside: boolean,
  onChange: (changedBy: ChangedBy) => void,
): ChangeWatch {
  const inNetwork = () => onChange('network');
  const root = inside ? '' : `/proc/${record.init.pid}/root`;
  const holders = Object.values(record.nodes);
  const namespaceDirs = holders.map((holder) => `${root}/proc/${holder}/root/run/netns`);
  const workspaces = record.workspaces.map(({ path, folder }) => (inside ? path : folder));
  const folders = [...workspaces, inside ? INSIDE.lab : record.folder];
  let monitor = startMonitor(record, inside, holders, inNetwork);
  const watchers = [
    ...namespaceDirs.map((dir) =>
      watchDir(dir, () => {
        // A new namespace needs a monitor of its own.
        monitor.close();
        monitor = startMonitor(record, inside, holders, inNetwork);
        inNetwork();
      }),
    ),
    ...folders.map((folder) => watchDir(folder, () => onChange('file'))),
  ];
  return {
    close() {
      monitor.close();
      for (const watcher of watchers) watcher?.close();
    },
  };
}

function startMonitor(
  record: LabRecord,
  inside: boolean,
  holders: readonly number[],
  onChange: () => void,
): ChangeWatch {
  const hop = inside ? [] : ['nsenter', ...enterRoom(record), '--'];
  const path = `PATH=${insideEnvironment(record.lab)['PATH']}`;
  const script = `${INSIDE.app}/libexec/monitor.sh`;
  const child = startDetached([...hop, 'env', path, '/bin/sh', script, ...holders.map(String)], 0);
  const [stdin, stdout] = child.streams;
  let closed = false;
  // A monitor that ends by itself ended with its sandbox: that is a change too.
  const lines = stdout && createInterface({ input: stdout });
  lines?.on('line', onChange).on('close', () => closed || onChange());
  return {
    close() {
      closed = true;
      stdin?.end();
      child.letGo();
    },
  };
}

/** A directory that cannot be watched (it has gone) announces nothing; the slow re-check of the caller still sees the change. */
function watchDir(dir: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(dir, onChange);
    watcher.on('error', () => {});
    return watcher;
  } catch {
    return undefined;
  }
}
