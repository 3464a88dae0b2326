/** How a topology is built, as data: it can be printed, tested, and compiled to few processes. */

export type Step =
  | { kind: 'ip'; args: string[] }
  /**
   * `pattern` is a path below /proc/sys, with "*" for "every"; `ifAny`: a kernel without it is fine; `baseline`: written only where a fresh
   * network namespace of this machine has another value.
   */
  | { kind: 'setting'; pattern: string; value: string; ifAny: boolean; baseline?: true }
  | { kind: 'file'; path: string; content: string; mode: string }
  /** `from` is a path in the lab's folder. */
  | { kind: 'copy'; from: string; path: string; mode: string }
  /** `index` counts the lab's workspaces, over all nodes. */
  | { kind: 'workspace'; index: number; path: string }
  | { kind: 'iptables'; rules: string }
  | { kind: 'nft'; rules: string }
  | { kind: 'process'; name: string; argv: string[]; ready: Ready | undefined; within: number }
  | { kind: 'script'; from: string };

export type Ready = { tcp?: number | undefined; udp?: number | undefined; file?: string | undefined };

/** Steps that share a place. `node` undefined is the hidden room where the switches are. */
export type Stage = { title: string; node: string | undefined; namespace: string | undefined; steps: Step[] };

/**
 * `machine` is the node that is the machine itself. `room` comes first; then the nodes are opened; then `networks`, where different nodes do not wait for each other; then `last`.
 */
export type Plan = { nodes: string[]; machine: string | undefined; room: Stage; networks: Stage[]; last: Stage[] };

/** A switch may have a long name; the kernel allows 15 characters. */
export function switchDevice(name: string): string {
  return name.length <= 12 ? `sw-${name}` : `sw-${name.slice(0, 5)}${shortHash(name)}`;
}

/** A step that is one line of `ip -batch` (ip(8)). */
export function ip(...args: string[]): Step {
  return { kind: 'ip', args };
}

/** At most 7 letters and digits that tell long names apart. */
export function shortHash(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash.toString(36);
}
