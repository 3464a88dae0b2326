import type { AnyCase, Role } from '../cases/case.ts';
import type { Wanted } from '../cases/wanted.ts';
import { byVersion } from '../config.ts';

/** What decides which cases are about a plugin. */
export type Facts = { versions: readonly string[]; spec: string; role: Role; wanted: Wanted };

const ROLES: Readonly<Record<Role, string>> = {
  interface: 'makes interfaces',
  existing: 'works on an interface that is there already',
  chained: 'comes after another in the chain',
  ipam: 'gives out addresses for another plugin',
};

/** Why a case is not about this plugin, as a sentence; undefined when it is. */
export function whyNotApplicable(tried: AnyCase, { versions, spec, role, wanted }: Facts): string | undefined {
  const roles = tried.roles ?? ['interface'];
  if (!roles.includes(role)) return `the plugin ${ROLES[role]}`;
  if (tried.since !== undefined && byVersion(spec, tried.since) < 0) {
    const claims = versions.some((version) => byVersion(version, tried.since ?? '') >= 0);
    return claims
      ? `it came with CNI ${tried.since}, and ${spec} is spoken`
      : `it came with CNI ${tried.since}, which the plugin does not claim`;
  }
  const missing = (tried.needs ?? []).find((key) => wanted[key] === undefined);
  return missing === undefined ? undefined : `the configuration names no ${missing}`;
}
