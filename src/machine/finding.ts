/** What `netlab doctor` found out about one thing. Which of these keys exist is a stable interface; the wording is not. */
export type Finding = {
  /** `sandbox`, `ids`, `arping`, `vxlan`. */
  id: string;
  /** `missing`: labs cannot run, or some cannot. `warning`: they run, with a limit. */
  status: 'ok' | 'missing' | 'warning';
  /** What is so, in a sentence. */
  says: string;
  /** Ids of the built-in labs that do not work because of it. */
  blocks: readonly string[];
  mend: readonly Mend[];
  /** What a person can do that no command does. */
  advice?: string;
};

/** A step that mends something. Packages are named as this distribution names them. */
export type Mend = { install: string } | { argv: readonly string[]; asRoot: boolean };

/** A machine is ready when nothing is missing. */
export function isReady(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== 'missing');
}

export function ok(id: string, says: string): Finding {
  return { id, status: 'ok', says, blocks: [], mend: [] };
}
