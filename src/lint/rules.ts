import type { Fault } from '../lab/problems/problem.ts';
import type { FileFault } from './finding.ts';
import { emptyFaults } from './rules/empty.ts';
import { plantedFaults } from './rules/faults.ts';
import { hintFaults } from './rules/hints.ts';
import { knownFaults } from './rules/known.ts';
import { mentionFaults } from './rules/mentions.ts';
import { mistakeFaults } from './rules/mistakes.ts';
import { nameFaults } from './rules/names.ts';
import { networkFaults } from './rules/networks.ts';
import { proofFaults } from './rules/proofs.ts';
import { scriptFaults } from './rules/scripts.ts';
import { taskFaults } from './rules/tasks.ts';
import { typedFaults } from './rules/typed.ts';
import { unusedFaults } from './rules/unused.ts';
import type { Subject } from './subject.ts';

/** Rules about lab.yaml. A rule is one pure function in a file of its own and one line here. */
export const labRules: readonly ((subject: Subject) => Fault[])[] = [
  knownFaults,
  networkFaults,
  nameFaults,
  hintFaults,
  taskFaults,
  emptyFaults,
  typedFaults,
  mentionFaults,
  proofFaults,
  plantedFaults,
];

/** Rules about the other files of a lab's folder. */
export const fileRules: readonly ((subject: Subject) => FileFault[])[] = [scriptFaults, mistakeFaults, unusedFaults];
