/** Where the specification asks for something, and in which words. */
export type Rule = {
  /** `section 2, ADD` */
  section: string;
  /** The part of the specification's page that says it. */
  link: string;
  /** Its own words; an ellipsis stands for what is left out. */
  sentence: string;
  /** RFC 2119: a plugin that breaks a "should" may have its reasons; one that breaks a "must" is not conformant. */
  force: 'must' | 'should';
};

const SPEC = 'https://github.com/containernetworking/cni/blob/spec-v1.1.0/SPEC.md';

/** The parts of CNI 1.1.0 that cases come from, and their anchors. */
const SECTIONS = {
  'section 1, Configuration format': 'configuration-format',
  'section 1, Plugin configuration objects': 'plugin-configuration-objects',
  'section 1, Version considerations': 'version-considerations',
  'section 2, Overview': 'overview-1',
  'section 2, Parameters': 'parameters',
  'section 2, Errors': 'errors',
  'section 2, ADD': 'add-add-container-to-network-or-apply-modifications',
  'section 2, DEL': 'del-remove-container-from-network-or-un-apply-modifications',
  'section 2, CHECK': 'check-check-containers-networking-is-as-expected',
  'section 2, STATUS': 'status-check-plugin-status',
  'section 2, VERSION': 'version-probe-plugin-version-support',
  'section 2, GC': 'gc-clean-up-any-stale-resources',
  'section 3, Execution of Network Configurations': 'section-3-execution-of-network-configurations',
  'section 3, Lifecycle & Ordering': 'lifecycle--ordering',
  'section 4, Plugin Delegation': 'section-4-plugin-delegation',
  'section 4, Delegated plugin protocol': 'delegated-plugin-protocol',
  'section 4, Delegated plugin execution procedure': 'delegated-plugin-execution-procedure',
  'section 5, ADD Success': 'add-success',
  'section 5, VERSION Success': 'version-success',
  'section 5, Error': 'error',
} as const;

export type Section = keyof typeof SECTIONS;

/** What a plugin must do. */
export function must(section: Section, sentence: string): Rule {
  return { section, sentence, force: 'must', link: `${SPEC}#${SECTIONS[section]}` };
}

/** What a plugin should do. */
export function should(section: Section, sentence: string): Rule {
  return { ...must(section, sentence), force: 'should' };
}
