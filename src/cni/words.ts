import type { ChainOutcome } from './attachment.ts';

/** A runtime's outcome in words, for standard error; results themselves go to standard output as JSON. */

/** What the plugins wrote to standard error, what went wrong, and how to repeat the call that failed by hand. */
export function outcomeNotes(outcome: ChainOutcome): string {
  const said = outcome.calls.map((call) => call.stderr.trim()).filter((text) => text !== '');
  const failed = outcome.calls.find((call) => call.problem !== undefined);
  return [
    ...said,
    ...(outcome.problem === undefined ? [] : [`netlab: ${outcome.problem}`]),
    ...(failed ? [`  by hand: ${failed.byHand}`] : []),
    ...(outcome.undone ? [undoneLine(outcome.undone)] : []),
  ].join('\n');
}

/** The versions of every plugin of a list, a line each: `mini: 1.0.0`. */
export function versionLines(outcome: ChainOutcome): string {
  return outcome.calls
    .map((call) => `${call.plugin}: ${call.versions?.supportedVersions.join(', ') ?? call.problem ?? 'no answer'}`)
    .join('\n');
}

/** STATUS when all is well. */
export function statusLine({ network, calls }: ChainOutcome): string {
  if (calls.length === 0)
    return `${network} is older than CNI 1.1.0, which brought STATUS: its plugins were not asked.`;
  return `${network} is ready for the next pod.`;
}

/** GC when all went well. */
export function gcLine({ network, calls }: ChainOutcome, kept: number): string {
  const deleted = new Set(calls.filter(({ command }) => command === 'DEL').map(({ attachment }) => attachment)).size;
  const asked = calls.some(({ command }) => command === 'GC');
  const valid = `${kept} ${kept === 1 ? 'attachment is' : 'attachments are'} valid`;
  const gone = deleted === 0 ? '' : `, ${deleted} stale ${deleted === 1 ? 'one was' : 'ones were'} deleted`;
  return `${network}: ${valid}${gone}${asked ? '; the plugins have cleaned up' : '; no plugin was asked'}.`;
}

function undoneLine(undone: ChainOutcome): string {
  return undone.ok
    ? '  DEL was called after it, as a runtime does.'
    : `  DEL was called after it, as a runtime does, and failed too: ${undone.problem}`;
}
