import type { BringKinds } from '../../lab/brought.ts';
import { importModule, ModuleFault } from './modules.ts';
import { guarded, unsoundness } from './sound.ts';

export type BringOptions = {
  /** netlab's own folder: what a module imports as `netlab/check-kind` is there. */
  root: string;
  /** Whether programs of a lab's folder may run on this machine. */
  isTrusted: (folder: string) => boolean;
};

/**
 * Loads the kinds of checks that a lab brings. A module exports a list `kinds` of objects as netlab's own are (docs/check-kinds.md). What is
 * wrong with one is said as a fault of the lab file; nothing of a folder that is not trusted is run.
 */
export function bringKinds({ root, isTrusted }: BringOptions): BringKinds {
  return async (written, folder) => {
    if (!isTrusted(folder)) return notTrusted(written, folder);
    try {
      const { kinds } = await importModule(written, folder, root);
      const fault = unsoundness(kinds);
      if (fault !== undefined) return { code: 'kind-unsound', message: `"${written}": ${fault}` };
      return { kinds: (kinds as Parameters<typeof guarded>[0][]).map(guarded) };
    } catch (error) {
      if (error instanceof ModuleFault) return { code: error.code, message: error.message };
      throw error;
    }
  };
}

function notTrusted(written: string, folder: string) {
  const message = `"${written}" is a program that runs on this machine, outside the sandbox: read it, then \`netlab lab trust ${folder}\``;
  return { code: 'not-trusted', message };
}
