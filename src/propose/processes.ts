import type { Proposal } from './proposal.ts';
import type { LabState, PlaceState } from './state.ts';

/** What people type at, and what reads the state of the lab for us. */
const PASSING = [
  ...['sh', 'bash', 'dash', 'zsh', 'fish', 'tmux', 'screen', 'less', 'vi', 'vim', 'nano', 'watch', 'sleep'],
  ...['ps', 'timeout', 'nsenter', 'netlab', 'node', 'MainThread', 'netlab-keeper'],
];

/** Programs that run on in the background and did not at the start. Those that listen are told by their ports. */
export function processProposals(start: LabState, now: LabState): Proposal[] {
  return now.places.flatMap((here) => {
    const before = start.places.find(({ place }) => place === here.place)?.processes ?? [];
    const listening = new Set(here.listeners.flatMap(({ processes }) => processes));
    const fresh = here.processes.filter(
      ({ name, args, state }) =>
        !PASSING.includes(name) &&
        !listening.has(name) &&
        // proc(5): what a person has in the foreground of a terminal is no server.
        !state.includes('+') &&
        !before.some((other) => other.args === args),
    );
    const names = [...new Set(fresh.map(({ name }) => name))];
    return names.map((name): Proposal => about(here, name, fresh, before));
  });
}

function about(
  { place }: PlaceState,
  name: string,
  fresh: PlaceState['processes'],
  before: PlaceState['processes'],
): Proposal {
  const args = fresh.find((one) => one.name === name)?.args ?? '';
  const told = before.some((other) => other.name === name) ? { 'args-contain': args } : {};
  return { about: 'processes', kind: 'process', entry: { at: place, name, ...told } };
}
