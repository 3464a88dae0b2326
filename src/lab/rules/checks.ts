import type { Draft, DraftCheck } from '../draft.ts';
import { findPlaces, ownEntry, placeNames, splitPlace } from '../places.ts';
import { didYouMean, quoted } from '../problems/nearest.ts';
import type { Fault } from '../problems/problem.ts';
import { type CheckKinds, commonCheckKeys } from '../schema.ts';
import type { Topology } from '../topology-schema.ts';
import { asList, asRecord, isRecord } from '../untyped.ts';

/** Every place a check names exists, or the lab has the learner make it; what must not happen has a control. */
export function checkFaults({ topology, tasks }: Draft, kinds: CheckKinds): Fault[] {
  const checks = tasks.flatMap((task) => task.checks);
  const controls = checks.flatMap((check) => controlFaults(check, kinds));
  if (topology === undefined) return controls;
  const made = new Set(checks.flatMap(madeNamespaces));
  return [...controls, ...checks.flatMap((check) => placeFaults(check, topology, made, kinds))];
}

/** Exactly one kind per entry and per control, told from the data since a schema's sentence for it is no help. */
export function kindFaults(data: unknown, kinds: CheckKinds): Fault[] {
  return asList(asRecord(data)['tasks']).flatMap((task, index) =>
    asList(asRecord(task)['checks']).flatMap((check, position) => {
      const path = ['tasks', index, 'checks', position];
      const { control } = asRecord(check);
      const ofControl = control === undefined ? [] : oneKindFaults(control, [...path, 'control'], kinds);
      return [...oneKindFaults(check, path, kinds), ...ofControl];
    }),
  );
}

function oneKindFaults(data: unknown, path: readonly PropertyKey[], kinds: CheckKinds): Fault[] {
  if (!isRecord(data)) return [];
  const entry = asRecord(data);
  const used = Object.keys(entry).filter((key) => kinds.has(key));
  if (used.length === 1) return [];
  if (used.length > 1) {
    const message = `a check has one kind, not ${quoted(used)}: make each a check of its own`;
    return [{ code: 'two-kinds', message, path: [...path, used[1] ?? ''], atKey: true }];
  }
  const names = [...kinds.keys()];
  const unknown = Object.keys(entry).find((key) => !commonCheckKeys.includes(key));
  if (unknown === undefined) return [{ code: 'no-kind', message: `a check needs a kind: ${quoted(names)}`, path }];
  const message = `unknown check kind "${unknown}"${didYouMean(unknown, names, 'the kinds are')}`;
  return [{ code: 'unknown-kind', message, path: [...path, unknown], atKey: true }];
}

function controlFaults({ kind, entry, control, path }: DraftCheck, kinds: CheckKinds): Fault[] {
  const isNegative = kinds.get(kind)?.negative?.(entry) ?? false;
  if (isNegative && control === undefined) {
    const message = `"${kind}" expects an absence and needs a \`control\`: a check that shows the probe itself works`;
    return [{ code: 'no-control', message, path: [...path, kind], atKey: true }];
  }
  if (control === undefined || !kinds.get(control.kind)?.negative?.(control.entry)) return [];
  const message = 'a control that expects an absence proves nothing: let it be something that does get through';
  return [{ code: 'negative-control', message, path: [...path, 'control'], atKey: true }];
}

/** The namespaces that `namespace` checks have the learner make, as written. */
function madeNamespaces({ kind, entry }: DraftCheck): string[] {
  const made = asRecord(entry)['name'];
  return kind === 'namespace' && typeof made === 'string' ? [made] : [];
}

function placeFaults(check: DraftCheck, topology: Topology, made: ReadonlySet<string>, kinds: CheckKinds): Fault[] {
  const { path, control } = check;
  const parts = [{ ...check, at: [...path, check.kind] }];
  if (control !== undefined) parts.push({ ...check, ...control, at: [...path, 'control', control.kind] });
  return parts.flatMap(({ kind, entry, at }) => {
    const written = new Set([...(kinds.get(kind)?.places(entry) ?? []), ...madeNamespaces({ ...check, kind, entry })]);
    return [...written].flatMap((place) => {
      const fault = placeFault(place, topology, made);
      return fault === undefined ? [] : [{ ...fault, path: at, atText: place }];
    });
  });
}

function placeFault(written: string, topology: Topology, made: ReadonlySet<string>) {
  const { place, dev } = splitPlace(written);
  const deviceFault = dev === undefined ? undefined : badDevice(dev);
  if (deviceFault !== undefined) return { code: 'wrong-device', message: deviceFault };
  const found = findPlaces(topology, place);
  if (found.length > 1) {
    const names = quoted(found.map(({ node }) => `${node}/${place}`));
    return { code: 'ambiguous-place', message: `several nodes have a namespace "${place}": say which, ${names}` };
  }
  if (found.length === 1) return undefined;
  const [node = ''] = place.split('/');
  if (place.includes('/') && ownEntry(topology.nodes, node) === undefined) {
    const known = Object.keys(topology.nodes);
    return { code: 'unknown-node', message: `unknown node "${node}"${didYouMean(node, known, 'the nodes are')}` };
  }
  if (isMade(place, topology, made)) return undefined;
  const known = [...new Set([...placeNames(topology), ...made])];
  return { code: 'unknown-place', message: `unknown place "${place}"${didYouMean(place, known, 'the places are')}` };
}

/** `red` and `host/red` mean the same namespace while there is one node. */
function isMade(place: string, topology: Topology, made: ReadonlySet<string>): boolean {
  const nodes = Object.keys(topology.nodes);
  const [only] = nodes;
  if (made.has(place)) return true;
  if (place.includes('/')) return nodes.length === 1 && made.has(place.slice(place.indexOf('/') + 1));
  const owners = nodes.filter((node) => made.has(`${node}/${place}`));
  return nodes.length === 1 ? made.has(`${only}/${place}`) : owners.length === 1;
}

/** Linux limits interface names to 15 bytes (IFNAMSIZ - 1). */
function badDevice(dev: string): string | undefined {
  if (dev === '') return 'the interface after ":" is missing';
  if (dev.length > 15) return `"${dev}" has ${dev.length} characters: an interface name has at most 15`;
  return /^[^\s/:]+$/.test(dev) && dev !== '.' && dev !== '..' ? undefined : `"${dev}" is not an interface name`;
}
