import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { listInFile, searchPath } from '../attach.ts';
import type { CapabilityArgs } from '../capabilities.ts';
import type { Role } from '../cases/case.ts';
import type { NetworkList } from '../types.ts';
import { presetFor } from './presets.ts';

/** What is to be tried: a plugin on this machine, and the network it is tried in. */
export type Subject = {
  /** The file's name, which is its `type`. */
  plugin: string;
  file: string;
  folder: string;
  list: NetworkList;
  /** Its place in the list. */
  index: number;
  role: Role;
  capabilityArgs?: CapabilityArgs;
};

export type SubjectOptions = { config?: string | undefined; ipam?: string | undefined };

/**
 * From `./mini` or `bridge` to a subject. A name without "/" is looked for in $CNI_PATH, /opt/cni/bin, /usr/lib/cni and /usr/libexec/cni.
 * Throws UsageError when there is no such file, or when the configuration has no place for it.
 */
export function subjectOf(plugin: string, options: SubjectOptions, env: NodeJS.ProcessEnv): Subject {
  const file = fileOf(plugin, env);
  const name = basename(file);
  const common = { plugin: name, file, folder: dirname(file) };
  if (options.config === undefined) {
    const { list, capabilityArgs } = presetFor(name, options.ipam);
    return { ...common, ...placeOf(list, name), ...(capabilityArgs ? { capabilityArgs } : {}) };
  }
  const list = listInFile(options.config);
  return { ...common, ...placeOf(options.ipam === undefined ? list : withIpam(list, options.ipam), name) };
}

function fileOf(plugin: string, env: NodeJS.ProcessEnv): string {
  if (plugin.includes('/')) {
    if (!existsSync(plugin)) throw new UsageError(`there is no plugin ${plugin}`);
    if (!statSync(plugin).isFile()) throw new UsageError(`${plugin} is not a file`);
    return resolve(plugin);
  }
  const folders = searchPath(env).split(':');
  const found = folders.map((folder) => join(folder, plugin)).find((file) => existsSync(file));
  if (found) return found;
  throw new UsageError(`there is no plugin "${plugin}" in ${folders.join(', ')}`, {
    next: [`netlab cni test ./${plugin}   (a file of this folder)`],
  });
}

/** Where the list has the plugin; an IPAM plugin stands in the `ipam` of another, and is called directly here. */
function placeOf(list: NetworkList, name: string): Pick<Subject, 'list' | 'index' | 'role'> {
  const index = list.plugins.findIndex(({ type }) => type === name);
  const ipamOf = (plugin: NetworkList['plugins'][number] | undefined) =>
    (plugin?.['ipam'] as { type?: unknown } | undefined)?.type;
  if (index === -1) {
    const upper = list.plugins.find((plugin) => ipamOf(plugin) === name);
    if (!upper) throw new UsageError(`the configuration has no plugin of the type "${name}"`);
    return { list: { ...list, plugins: [{ ...upper, type: name }] }, index: 0, role: 'ipam' };
  }
  if (index > 0) return { list, index, role: 'chained' };
  const [first] = list.plugins;
  if (ipamOf(first) === name) return { list, index, role: 'ipam' };
  return { list, index, role: name === 'loopback' ? 'existing' : 'interface' };
}

function withIpam(list: NetworkList, type: string): NetworkList {
  const [first, ...others] = list.plugins;
  if (!first) return list;
  return { ...list, plugins: [{ ...first, ipam: { ...(first['ipam'] as object | undefined), type } }, ...others] };
}
