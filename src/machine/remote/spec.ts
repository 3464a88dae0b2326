import { UsageError } from '../../errors.ts';

/** The machine where labs run, as a person names it. */
export type MachineSpec =
  | { kind: 'this' }
  | { kind: 'vagrant' }
  | { kind: 'footloose' }
  | { kind: 'ssh'; user: string | undefined; host: string; port: number | undefined };

const NEXT = ['netlab machine use vagrant', 'netlab machine use ssh:me@192.0.2.7', 'netlab machine use this'];

/**
 * Reads `this`, `vagrant`, `footloose` or `ssh:[USER@]HOST[:PORT]`; an IPv6 address stands in brackets. Throws UsageError. Nothing that ssh(1)
 * would take for an option gets through.
 */
export function parseSpec(text: string): MachineSpec {
  if (text === 'this' || text === 'vagrant' || text === 'footloose') return { kind: text };
  const found =
    /^ssh:(?:([A-Za-z0-9_][A-Za-z0-9_.-]*)@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9][A-Za-z0-9_.-]*)(?::(\d{1,5}))?$/.exec(
      text,
    );
  const port = found?.[3] === undefined ? undefined : Number(found[3]);
  if (found === null || port === 0 || (port ?? 1) > 65_535) {
    throw new UsageError(`"${text}" names no machine: it is this, vagrant, footloose or ssh:USER@HOST[:PORT]`, {
      next: NEXT,
    });
  }
  return { kind: 'ssh', user: found[1], host: (found[2] ?? '').replace(/^\[|\]$/g, ''), port };
}

/** The spec as a person writes it. */
export function specText(spec: MachineSpec): string {
  if (spec.kind !== 'ssh') return spec.kind;
  const host = spec.host.includes(':') ? `[${spec.host}]` : spec.host;
  return `ssh:${spec.user === undefined ? '' : `${spec.user}@`}${host}${spec.port === undefined ? '' : `:${spec.port}`}`;
}
