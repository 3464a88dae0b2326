// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is shell.
import type { CaseName } from '../../../src/cni/cases/cases.ts';

/** What is changed in mini, as pairs of old and new text, and the case that has to notice it. */
export type Mutant = { case: CaseName; about: string; changes: readonly (readonly [string, string])[] };

const mutant = (name: CaseName, about: string, ...changes: (readonly [string, string])[]): Mutant => ({
  case: name,
  about,
  changes,
});

/** Puts lines at the beginning of a function. */
const first = (name: string, lines: string) => [`\n${name}() {\n`, `\n${name}() {\n  ${lines}\n`] as const;

export const MUTANTS: readonly Mutant[] = [
  mutant('starts', 'has no #! line', ['#!/bin/sh\n', '\n']),
  mutant('version', 'lists a version that was never released', ['"1.1.0"]}', '"1.1.0", "2.0.0"]}']),
  mutant('version-echo', 'always answers with its own version', [
    '{cniVersion: $version, supp',
    '{cniVersion: "1.1.0", supp',
  ]),
  mutant('version-silent', 'wants a configuration for VERSION', [
    'read_config || [ "$CNI_COMMAND" = VERSION ]',
    'read_config',
  ]),
  mutant('version-honest', 'prints results of 1.0.0 in every version', [
    'if $cniVersion < "1.0.0" then',
    'if false then',
  ]),
  mutant('refuses-version', 'refuses a version with another code', [
    '*) fail 1 "mini speaks',
    '*) fail 7 "mini speaks',
  ]),
  mutant('command-missing', 'says nothing when there is no command', [
    '|| fail 4 "CNI_COMMAND is missing"',
    '|| exit 0',
  ]),
  mutant('command-unknown', 'refuses an unknown command with another code', [
    '*) fail 4 "CNI_COMMAND is',
    '*) fail 100 "CNI_COMMAND is',
  ]),
  mutant('environment-add', 'names one missing variable only', ['missing="$missing $name"', 'missing=" $name"']),
  mutant('environment-check', 'does not ask for CNI_NETNS at CHECK', [
    'CHECK) refuse_version; check_environment CNI_CONTAINERID CNI_NETNS CNI_IFNAME',
    'CHECK) refuse_version; check_environment CNI_CONTAINERID CNI_IFNAME',
  ]),
  mutant('environment-del', 'asks for no variable at DEL', [
    'DEL) refuse_version; check_environment CNI_CONTAINERID CNI_IFNAME',
    'DEL) refuse_version',
  ]),
  mutant('container-id', 'takes ids that begin with a dash', [
    'case ${CNI_CONTAINERID:-none} in\n    [!A-Za-z0-9]* | ',
    'case ${CNI_CONTAINERID:-none} in\n    ',
  ]),
  mutant('interface-name', 'takes another name when this one cannot be', [
    'fail 4 "CNI_IFNAME is no interface name: $CNI_IFNAME"',
    'CNI_IFNAME=eth7',
  ]),
  mutant('network-name', 'refuses a name with another code', ['fail 7 "\\"$network\\"', 'fail 100 "\\"$network\\"']),
  mutant('not-json', 'refuses what is no JSON with another code', ['fail 6 "the conf', 'fail 100 "the conf']),
  mutant('no-input', 'does nothing, successfully, without input', [
    '[ -n "$values" ] && eval',
    '[ -n "$values" ] || exit 0; eval',
  ]),
  mutant(
    'unknown-keys',
    'refuses unknown keys without naming them',
    first('refuse_version', 'case $config in *unknown*) fail 2 "unknown key" ;; esac'),
  ),
  mutant(
    'unknown-args',
    'refuses arguments that it does not know',
    first('cmd_add', '[ -z "${CNI_ARGS:-}" ] || fail 7 "CNI_ARGS: $CNI_ARGS"'),
  ),
  mutant('error-object', 'leaves the version out of errors', [
    '{"cniVersion": "%s", "code"',
    '{"version": "%s", "code"',
  ]),
  mutant('reserved-codes', 'has a reserved code of its own', [
    'fail 100 "$CNI_CONTAINERID has',
    'fail 42 "$CNI_CONTAINERID has',
  ]),
  mutant('add-interface', 'forgets to plug the host end in', [
    'ip link set dev "$host_end" master "$bridge" up',
    'ip link set dev "$host_end" up',
  ]),
  mutant('add-address', 'gives another prefix length', [
    'address add $address/$length dev',
    'address add $address/16 dev',
  ]),
  mutant('add-bridge', 'gives the bridge no address', ['ip address replace "$gateway/$length" dev "$bridge"', ':']),
  mutant('add-route', 'forgets the default route', ['route append default via $gateway dev $CNI_IFNAME\n', '']),
  mutant('result-interfaces', 'invents a MAC address', ['mac: .address', 'mac: "02:00:00:00:00:01"']),
  mutant('result-addresses', 'points at the wrong interface', ['| length - 1)', '| length - 2)']),
  mutant('result-routes', 'keeps the route to itself', ['[{dst: "0.0.0.0/0", gw: $gateway}]', '[]']),
  mutant('add-follows-config', 'has the values in the plugin', [
    '&& eval "$values"',
    '&& eval "$values" && bridge=cni0 subnet=10.244.0.0/24',
  ]),
  mutant('add-refuses-existing', 'replaces an interface that is there', [
    'fail 100 "$CNI_CONTAINERID has an interface $CNI_IFNAME already"',
    'in_pod ip link del dev "$CNI_IFNAME"',
  ]),
  mutant('add-nowhere', 'succeeds when there is no namespace', [
    '|| fail 3 "there is no namespace $CNI_NETNS"',
    '|| { printf \'{"cniVersion": "%s"}\' "$version"; exit 0; }',
  ]),
  mutant(
    'add-long-id',
    'takes short ids only',
    first('cmd_add', '[ ${#CNI_CONTAINERID} -le 32 ] || fail 4 "CNI_CONTAINERID is too long"'),
  ),
  mutant('add-second-interface', 'names the host end after the pod alone', [
    'echo "$network $owner"',
    'echo "$network ${owner% *}"',
  ]),
  mutant('add-passes-result', 'drops the result from before', [
    'interfaces: ($prevResult.interfaces + $made),',
    'interfaces: $made,',
  ]),
  mutant('add-leaves-no-process', 'leaves something running', [
    'COMMANDS\n  print_result\n',
    'COMMANDS\n  print_result\n  sleep 60 >/dev/null 2>&1 &\n',
  ]),
  mutant('two-pods', 'does not remember who has what', ['  echo "$owner" >"$store/$address"\n', '']),
  mutant(
    'many-at-once',
    'has no lock',
    ['  flock 9\n', ''],
    ['  echo "$owner" >"$store/$address"\n', '  sleep 0.5\n  echo "$owner" >"$store/$address"\n'],
  ),
  mutant('refuses-when-full', 'gives out the last address again and again', [
    'next_address || fail 100',
    'next_address || : fail 100',
  ]),
  mutant('failed-add-frees', 'takes an address before it looks', [
    '  if in_pod ip link show dev "$CNI_IFNAME" >/dev/null 2>&1; then\n    fail',
    '  take_address\n  if in_pod ip link show dev "$CNI_IFNAME" >/dev/null 2>&1; then\n    fail',
  ]),
  mutant(
    'killed-add',
    'counts a file without an owner as taken',
    ['[ -s "$store/$address" ]', '[ -e "$store/$address" ]'],
    [
      '  echo "$owner" >"$store/$address"\n',
      '  : >"$store/$address"\n  sleep 0.3\n  echo "$owner" >"$store/$address"\n',
    ],
  ),
  mutant('del-removes', 'leaves the interface', [
    '\ntake_back() {\n  ip link del dev "$host_end" 2>/dev/null || true\n',
    '\ntake_back() {\n',
  ]),
  mutant('del-repeats', 'fails when the interface has gone', [
    '\ntake_back() {\n  ip link del dev "$host_end" 2>/dev/null || true\n',
    '\ntake_back() {\n  ip link del dev "$host_end"\n',
  ]),
  mutant('del-unknown', 'fails for whom it does not know', [
    '\n  names "$CNI_CONTAINERID $CNI_IFNAME"\n  take_back\n',
    '\n  names "$CNI_CONTAINERID $CNI_IFNAME"\n  grep -qrxF "$owner" "$store" || fail 3 "unknown"\n  take_back\n',
  ]),
  mutant('del-frees', 'keeps the address', ['then rm -f "$file"; fi', 'then :; fi']),
  mutant(
    'del-without-namespace',
    'gives up when the namespace has gone',
    first('cmd_del', '[ -e "${CNI_NETNS:-}" ] || exit 0'),
  ),
  mutant(
    'del-without-result',
    'wants a result for DEL',
    first('cmd_del', '[ "$prev_result" = true ] || fail 7 "DEL needs prevResult"'),
  ),
  mutant('del-only-own', 'frees whoever has a name that begins alike', [
    '[ "$(cat "$file")" = "$owner" ]',
    'grep -q "^$CNI_CONTAINERID" "$file"',
  ]),
  mutant(
    'del-leaves-nothing',
    'leaves a log of every pod',
    first('cmd_del', 'mkdir -p "/run/mini/logs"; : >"/run/mini/logs/$CNI_CONTAINERID"'),
  ),
  mutant('check-passes', 'never finds the address', ['grep -qF " $address "', 'grep -qF " $address/ "']),
  mutant(
    'check-changes-nothing',
    'mends the bridge',
    first('cmd_check', 'ip address replace 192.0.2.77/32 dev "$bridge"'),
  ),
  mutant(
    'check-notices-interface',
    'agrees when the interface has gone',
    first('cmd_check', 'in_pod ip link show dev "$CNI_IFNAME" >/dev/null 2>&1 || exit 0'),
  ),
  mutant('check-notices-address', 'does not look for the address', ['|| fail 103', '|| : fail 103']),
  mutant('check-notices-route', 'does not look for the route', ['|| fail 105', '|| : fail 105']),
  mutant('check-notices-port', 'does not look at the host end', ['|| fail 102', '|| : fail 102']),
  mutant('check-notices-reservation', 'does not look for the reservation', ['|| fail 104', '|| : fail 104']),
  mutant(
    'check-tolerates',
    'wants to be alone in the pod',
    first('cmd_check', '[ "$(in_pod ip -o link | wc -l)" -eq 2 ] || fail 106 "foreign interface"'),
  ),
  mutant('check-needs-result', 'needs no result to compare with', [
    '[ "$prev_result" = true ] || fail 7 "CHECK needs prevResult"',
    ':',
  ]),
  mutant('gc-frees', 'frees nothing', ['grep -qxF "$owner" || take_back', 'grep -qxF "$owner" || :']),
  mutant('gc-keeps', 'frees everything', [
    '    printf \'%s\\n\' "$valid" | grep -qxF "$owner" || take_back',
    '    take_back',
  ]),
  mutant('gc-by-interface', 'looks at the container only', [
    '"$valid" | grep -qxF "$owner"',
    '"$valid" | grep -qF "${owner% *} "',
  ]),
  mutant('gc-silent', 'prints a result for GC', first('cmd_gc', "echo '{}'")),
  mutant('status-ready', 'is never ready', first('cmd_status', 'fail 50 "not ready"')),
  mutant('status-exhausted', 'is always ready', ['next_address || fail 50', 'next_address || : fail 50']),
  mutant(
    'status-recovers',
    'makes of its STATUS a barrier for ADD',
    ['next_address || fail 50', 'next_address || { : >"$store/full"; fail 50 "full"; }; : next_address || fail 50'],
    first('cmd_add', '[ ! -e "/run/mini/$network/full" ] || fail 11 "not ready"'),
  ),
];

/** Changes in the plugin of test/fixtures/cni/delegating.sh. */
export const DELEGATING_MUTANTS: readonly Mutant[] = [
  mutant('ipam-config', 'passes on the ipam section only', [
    'printf \'%s\\n\' "$config" | CNI_COMMAND=$1',
    "printf '%s\\n' \"$config\" | jq -c '{cniVersion, name, ipam}' | CNI_COMMAND=$1",
  ]),
  mutant('ipam-result', 'takes the next address in place of the one given', [
    'ANSWER\n  ip link show',
    'ANSWER\n  address=$(nth "$address/32" 1)\n  ip link show',
  ]),
  mutant('ipam-undo', 'fails without a DEL', [
    '{ answer=$(delegate DEL); fail 100 "the IPAM plugin failed"; }',
    'fail 100 "the IPAM plugin failed"',
  ]),
  mutant('ipam-del', 'does not pass DEL on', ['take_back\n  answer=$(delegate DEL) || fail', 'take_back\n  : || fail']),
  mutant('ipam-check', 'does not pass the error of CHECK back', [
    'answer=$(delegate CHECK) || fail',
    'answer=$(delegate CHECK) || : fail',
  ]),
  mutant('ipam-gc', 'does not pass GC on', ['answer=$(delegate GC) || fail', ': || fail']),
  mutant('ipam-status', 'does not pass the error of STATUS back', [
    'answer=$(delegate STATUS) || fail',
    'answer=$(delegate STATUS) || : fail',
  ]),
];
