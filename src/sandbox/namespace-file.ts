import { readlinkSync } from 'node:fs';

/**
 * The file that holds a namespace of a node (ip-netns(8)), as whoever sees the sandbox's files below `root` must open it. A link such as
 * `/run/netns/web` → `/proc/63/ns/net` names a PID of the sandbox: followed from the machine, it would lead to another process.
 */
export function namespaceFile(root: string, holder: number, name: string): string {
  const own = `${root}/proc/${holder}/root`;
  const file = `${own}/run/netns/${name}`;
  const target = linkTarget(file);
  return target !== undefined && /^\/proc\/\d+\/ns\/net$/.test(target) ? `${own}${target}` : file;
}

function linkTarget(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
