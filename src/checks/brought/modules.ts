import { existsSync, realpathSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Why a module cannot be loaded, as a fault of the lab file that names it. */
export class ModuleFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a module imports to write a kind of check: netlab's own, whatever folder the module is in. */
const CONTRACT = 'netlab/check-kind';

/**
 * Imports a module as a lab names it: `./kinds/qdisc.ts` is a file of the lab's folder, anything else an npm package installed for that folder
 * or beside netlab. A module whose file has changed since is imported anew. Throws {@link ModuleFault}.
 */
export async function importModule(
  written: string,
  folder: string,
  root: string,
): Promise<Readonly<Record<string, unknown>>> {
  const specifier = written.startsWith('./') ? ownFile(written, folder) : packageName(written);
  const entry = `netlab-kinds:${specifier}`;
  const hooks = registerHooks({
    resolve(wanted, context, next) {
      if (wanted === CONTRACT) return { url: contractUrl(root), shortCircuit: true };
      if (wanted !== entry) return next(wanted, context);
      return { ...resolveFrom([folder, root], specifier, (from) => next(specifier, { ...context, parentURL: from })) };
    },
  });
  try {
    return (await import(entry)) as Record<string, unknown>;
  } catch (error) {
    throw broken(written, error);
  } finally {
    hooks.deregister();
  }
}

/** The URL of a file in the lab's folder. The time it was changed makes it another module for Node when it has been edited. */
function ownFile(written: string, folder: string): string {
  const path = join(folder, written);
  if (!existsSync(path)) throw new ModuleFault('kind-not-found', `the lab's folder has no "${written}"`);
  const real = realpathSync(path);
  if (!real.startsWith(realpathSync(folder) + sep)) {
    throw new ModuleFault(
      'kind-outside',
      `"${written}" is not in the lab's folder: only files of it travel with the lab`,
    );
  }
  return `${pathToFileURL(real).href}?changed=${statSync(real).mtimeMs}`;
}

/** An npm package name, with or without a scope; no path, no URL. */
function packageName(written: string): string {
  if (/^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(written)) return written;
  throw new ModuleFault(
    'kind-not-found',
    `"${written}" is neither a file of the lab, such as ./kinds/qdisc.ts, nor the name of an npm package`,
  );
}

/** Resolves from the first folder that knows the module. */
function resolveFrom<T>(folders: readonly string[], specifier: string, resolve: (from: string) => T): T {
  for (const folder of folders) {
    try {
      return resolve(pathToFileURL(join(folder, 'package.json')).href);
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
    }
  }
  throw new ModuleFault('kind-not-found', `the npm package "${specifier}" is not installed: npm install ${specifier}`);
}

function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${specifier}'`);
}

/** Built, the contract is one of the bundle's entries; from source, it is its own file. */
function contractUrl(root: string): string {
  const file = import.meta.url.endsWith('.ts') ? 'src/check-kind.ts' : 'dist/check-kind.js';
  return pathToFileURL(join(root, file)).href;
}

function broken(written: string, error: unknown): ModuleFault {
  if (error instanceof ModuleFault) return error;
  const fault = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ModuleFault('kind-broken', `"${written}" cannot be loaded: ${fault.split('\n')[0]}`);
}
