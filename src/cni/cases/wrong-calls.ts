import { netnsPath } from '../attachment.ts';
import type { Scene } from './case.ts';
import { callDirect, type Direct, type Done, lookAt, requestOf } from './stage.ts';

/** One wrong call, and what its error has to be. */
type Wrong = {
  did: string;
  call: Direct;
  /** Codes that say it right; any when empty. */
  codes: readonly number[];
  /** Names that the error has to have in its msg or details. */
  names?: readonly string[];
};

/** What wrong calls came to, and the interfaces that they made. */
export type WrongSeen = { calls: readonly { did: Wrong; done: Done }[]; made: readonly string[] };

const ALL = { CNI_CONTAINERID: 'try-a', CNI_NETNS: netnsPath('try-a'), CNI_IFNAME: 'eth9' } as const;
const NAMES = ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME'] as const;

function without(command: string, names: readonly (typeof NAMES)[number][]): Wrong {
  const environment: Record<string, string | undefined> = { ...ALL };
  for (const name of names) environment[name] = undefined;
  return { did: `${command} without ${names.join(', ')}`, call: { command, environment }, codes: [4], names };
}

const withId = (id: string): Wrong => ({
  did: `ADD with CNI_CONTAINERID "${id}"`,
  call: { command: 'ADD', environment: { ...ALL, CNI_CONTAINERID: id } },
  codes: [4],
  names: ['CNI_CONTAINERID'],
});

const withIfname = (ifname: string): Wrong => ({
  did: `ADD with CNI_IFNAME "${ifname}"`,
  call: { command: 'ADD', environment: { ...ALL, CNI_IFNAME: ifname } },
  codes: [],
});

const withInput = (did: string, input: string, codes: readonly number[]): Wrong => ({
  did,
  call: { command: 'ADD', environment: ALL, input },
  codes,
});

/** The name of a case that makes wrong calls. */
export type WrongCase =
  | 'command-missing'
  | 'command-unknown'
  | 'environment-add'
  | 'environment-check'
  | 'environment-del'
  | 'container-id'
  | 'interface-name'
  | 'network-name'
  | 'not-json'
  | 'no-input';

/** Every wrong call by the name of its case. */
function wrongCalls(request: Readonly<Record<string, unknown>>): Record<WrongCase, readonly Wrong[]> {
  const named = (name: string | undefined) => JSON.stringify({ ...request, name });
  return {
    'command-missing': [
      {
        did: 'a call without CNI_COMMAND',
        call: { command: undefined, environment: ALL },
        codes: [4],
        names: ['CNI_COMMAND'],
      },
    ],
    'command-unknown': [
      { did: 'CNI_COMMAND=FETCH', call: { command: 'FETCH', environment: ALL }, codes: [4], names: ['CNI_COMMAND'] },
    ],
    'environment-add': [...NAMES.map((name) => without('ADD', [name])), without('ADD', NAMES)],
    'environment-check': [...NAMES.map((name) => without('CHECK', [name])), without('CHECK', NAMES)],
    'environment-del': [
      without('DEL', ['CNI_CONTAINERID']),
      without('DEL', ['CNI_IFNAME']),
      without('DEL', ['CNI_CONTAINERID', 'CNI_IFNAME']),
    ],
    'container-id': ['', '-a', '.a', 'a/b', '../a', 'a b', 'a;b'].map(withId),
    'interface-name': ['.', '..', 'a/b', 'a b', 'a:b', 'sixteen-letters1'].map(withIfname),
    'network-name': [
      withInput('a configuration without a name', named(undefined), [7]),
      withInput('a network called "-net"', named('-net'), [7]),
      withInput('a network called "../net"', named('../net'), [7]),
    ],
    'not-json': [
      withInput('standard input of "{not json"', '{not json', [6]),
      withInput('a configuration that is cut short', JSON.stringify(request).slice(0, -1), [6]),
    ],
    'no-input': [withInput('an empty standard input', '', [5, 6, 7])],
  };
}

/** A scene for each case: a lab that asks for a few of them does not pay for all. */
export function sceneOf(id: WrongCase): Scene<WrongSeen> {
  return {
    id,
    pods: ['try-a'],
    async look(stage) {
      const before = await lookAt(stage, 'try-a');
      const wrong = wrongCalls(requestOf(stage))[id];
      const calls = await Promise.all(wrong.map(async (did) => ({ did, done: await callDirect(stage, did.call) })));
      const after = await lookAt(stage, 'try-a');
      const names = (state: typeof before) => [...state.host.links, ...state.pod.links].map((link) => link.ifname);
      const known = new Set([...names(before), stage.wanted.bridge]);
      return { calls, made: names(after).filter((name) => !known.has(name)) };
    },
  };
}
