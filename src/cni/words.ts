import type { ChainOutcome } from './runtime.ts';

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

function undoneLine(undone: ChainOutcome): string {
  return undone.ok
    ? '  DEL was called after it, as a runtime does.'
    : `  DEL was called after it, as a runtime does, and failed too: ${undone.problem}`;
}
