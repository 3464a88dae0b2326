import { existsSync, readlinkSync } from 'node:fs';

/**
 * Whether a node has a network namespace of that name in /run/netns (ip-netns(8)), for whoever sees the sandbox's files below `root`. A link there
 * is the learner's, who has seen it done with Docker's containers: it is never followed from outside, where it would lead elsewhere. One that
 * names a process, such as `/proc/63/ns/net`, exists as long as that process of the sandbox; where any other leads is seen on the way in.
 */
export function namespaceExists(root: string, holder: number, name: string): boolean {
  const own = `${root}/proc/${holder}/root`;
  const file = `${own}/run/netns/${name}`;
  const target = linkTarget(file);
  if (target === undefined) return existsSync(file);
  return /^\/proc\/\d+\/ns\/net$/.test(target) ? existsSync(`${own}${target}`) : true;
}

function linkTarget(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
