type Status = { machine: string; state: 'here' | 'reached' | 'off'; netlab: string | null; note: string | null };

/** A machine in one line: what it is called, and how it is. */
export function machineText({ machine, state, netlab, note }: Status): string {
  if (state === 'here') return 'this machine';
  if (state === 'reached') return `${machine} (netlab ${netlab} there)`;
  return `${machine}, which does not answer: ${note}`;
}
