#!/usr/bin/env bash
# The skeleton, completed function by function. Addresses are files in /run/mini/<network>, one per address, taken under a lock.
# The first `sed` of every part removes what the part is about to write: the unfinished function with its comment, and the last line.

# task: network
cat >/etc/cni/net.d/10-podnet.conflist <<'EOF'
{
  "cniVersion": "1.0.0",
  "name": "podnet",
  "plugins": [
    { "type": "mini", "bridge": "cni0", "subnet": "10.244.0.0/24" }
  ]
}
EOF

# task: version
sed -i -e '/^# VERSION: /,/^}$/d' -e '/^# Called before /,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
cmd_version() {
  jq -n --arg version "$version" '{cniVersion: $version, supportedVersions: ["1.0.0"]}'
}

refuse_version() {
  [ "$version" = 1.0.0 ] || fail 1 "mini speaks CNI 1.0.0, and the configuration is $version"
}

main "$@"
EOF

# task: add
sed -i -e '/^# ADD: /,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
# names OWNER: what follows from the configuration, and from whose interface it is ("CONTAINERID IFNAME"). The host end
# is named after the owner, so that DEL finds it when the pod has gone; it has at most 15 characters, hence the checksum.
names() {
  gateway=$(nth "$subnet" 1) length=${subnet#*/}
  owner=$1
  host_end=$(echo "$network $owner" | cksum)
  host_end=veth${host_end%% *}
  store=/run/mini/$network
  [ -d "$store" ] || mkdir -p "$store"
}

cmd_add() {
  [ -e "$CNI_NETNS" ] || fail 3 "there is no namespace $CNI_NETNS"
  names "$CNI_CONTAINERID $CNI_IFNAME"
  if in_pod ip link show dev "$CNI_IFNAME" >/dev/null 2>&1; then
    fail 100 "$CNI_CONTAINERID has an interface $CNI_IFNAME already"
  fi
  undo=take_back
  take_address
  ip link add name "$host_end" type veth peer name "$CNI_IFNAME" netns "$CNI_NETNS"
  ip link set dev "$host_end" master "$bridge" up
  in_pod ip -batch - <<COMMANDS
link set dev $CNI_IFNAME up
address add $address/$length dev $CNI_IFNAME
route append default via $gateway dev $CNI_IFNAME
COMMANDS
  print_result
}

# One pod at a time, from the look at what is free until it is taken; the bridge too is made once.
take_address() {
  exec 9>"$store/lock"
  flock 9
  next_address || fail 100 "all addresses of $subnet are taken"
  echo "$owner" >"$store/$address"
  ip link show dev "$bridge" >/dev/null 2>&1 || ip link add name "$bridge" type bridge
  ip address replace "$gateway/$length" dev "$bridge"
  ip link set dev "$bridge" up
  exec 9>&-
}

# The first address after the gateway's that has no owner; an empty file is one that nobody lived to write.
next_address() {
  number=2
  while [ "$number" -le "$(last "$subnet")" ]; do
    address=$(nth "$subnet" "$number")
    [ -s "$store/$address" ] || return 0
    number=$((number + 1))
  done
  return 1
}

# Removing one end of a veth pair removes the other. Nothing here minds when it is gone already.
take_back() {
  ip link del dev "$host_end" 2>/dev/null || true
  for file in "$store"/*.*.*.*; do
    if [ -f "$file" ] && [ "$(cat "$file")" = "$owner" ]; then rm -f "$file"; fi
  done
}

# The kernel is asked, so that the result is true. What plugins before this one have made comes first.
print_result() {
  {
    ip -j link show dev "$bridge"
    ip -j link show dev "$host_end"
    in_pod ip -j link show dev "$CNI_IFNAME"
    printf '%s\n' "$config"
  } | jq -s --arg netns "$CNI_NETNS" --arg address "$address/$length" --arg gateway "$gateway" '
    .[3] as {$cniVersion, $prevResult}
    | (.[0:3] | map(.[0] | {name: .ifname, mac: .address}) | .[2].sandbox = $netns) as $made
    | {cniVersion: $cniVersion,
       interfaces: ($prevResult.interfaces + $made),
       ips: ($prevResult.ips + [{$address, $gateway, interface: ($prevResult.interfaces + $made | length - 1)}
         + if $cniVersion < "1.0.0" then {version: "4"} else {} end]),
       routes: ($prevResult.routes + [{dst: "0.0.0.0/0", gw: $gateway}]),
       dns: ($prevResult.dns // {})}'
}

main "$@"
EOF

# task: two-pods
# What `netlab cni add podnet pod-a` does: the plugin gets its own part of the list, with the list's name and version.
request=$(jq -c '{cniVersion, name} + .plugins[0]' /etc/cni/net.d/10-podnet.conflist)
for pod in pod-a pod-b; do
  if ! ip -n "$pod" link show dev eth0 >/dev/null 2>&1; then
    CNI_COMMAND=ADD CNI_CONTAINERID=$pod CNI_NETNS=/run/netns/$pod CNI_IFNAME=eth0 CNI_PATH=/opt/cni/bin \
      /opt/cni/bin/mini <<<"$request"
  fi
done

# task: del
sed -i -e '/^# DEL: /,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
# None of this needs the namespace.
cmd_del() {
  names "$CNI_CONTAINERID $CNI_IFNAME"
  take_back
}

main "$@"
EOF

# task: check
sed -i -e '/^# CHECK: /,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
cmd_check() {
  names "$CNI_CONTAINERID $CNI_IFNAME"
  [ "$prev_result" = true ] || fail 7 "CHECK needs prevResult"
  in_pod ip link show dev "$CNI_IFNAME" >/dev/null || fail 101 "$CNI_IFNAME is missing in $CNI_CONTAINERID"
  [ -n "$(ip link show dev "$host_end" master "$bridge")" ] || fail 102 "$host_end does not hang on $bridge"
  for address in $promised; do
    in_pod ip -o -4 address show dev "$CNI_IFNAME" | grep -qF " $address " || fail 103 "$CNI_IFNAME lacks $address"
    grep -qxF "$owner" "$store/${address%/*}" || fail 104 "$address is not reserved for $owner"
  done
  [ -n "$(in_pod ip -4 route show default dev "$CNI_IFNAME")" ] || fail 105 "the default route is missing"
}

main "$@"
EOF

# task: refuse
sed -i -e '/^# check_environment /,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini # optional: what is defined below replaces what was above, and the next part removes a second main line
cat >>/opt/cni/bin/mini <<'EOF'
# check_environment NAME…: these variables must be there, and all names be what the specification allows.
check_environment() {
  missing=
  for name; do
    eval "[ -n \"\${$name:-}\" ]" || missing="$missing $name"
  done
  [ -z "$missing" ] || fail 4 "missing in the environment:$missing"
  case $network in
    '' | [!A-Za-z0-9]* | *[!A-Za-z0-9_.-]*) fail 7 "\"$network\" is no name for a network" ;;
  esac
  case ${CNI_CONTAINERID:-none} in
    [!A-Za-z0-9]* | *[!A-Za-z0-9_.-]*) fail 4 "CNI_CONTAINERID is no container id: $CNI_CONTAINERID" ;;
  esac
  case ${CNI_IFNAME:-none} in
    . | .. | *[/:[:space:]]* | ????????????????*) fail 4 "CNI_IFNAME is no interface name: $CNI_IFNAME" ;;
  esac
}

main "$@"
EOF

# task: gc
sed -i -e '/^cmd_version() {$/,/^}$/d' -e '/^refuse_version() {$/,/^}$/d' -e '/^# GC: /,/^}$/d' -e '/^# STATUS: /,/^}$/d' \
  -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
cmd_version() {
  jq -n --arg version "$version" '{cniVersion: $version, supportedVersions: ["0.3.1", "0.4.0", "1.0.0", "1.1.0"]}'
}

refuse_version() {
  case $version in
    0.3.1 | 0.4.0 | 1.0.0 | 1.1.0) ;;
    *) fail 1 "mini speaks CNI 0.3.1 to 1.1.0, and the configuration is $version" ;;
  esac
}

cmd_gc() {
  names ''
  for file in "$store"/*.*.*.*; do
    [ -s "$file" ] || continue
    names "$(cat "$file")"
    printf '%s\n' "$valid" | grep -qxF "$owner" || take_back
  done
}

cmd_status() {
  names ''
  next_address || fail 50 "all addresses of $subnet are taken"
}

main "$@"
EOF
sed -i 's/"cniVersion": "1.0.0",/"cniVersion": "1.0.0", "cniVersions": ["0.4.0", "1.0.0", "1.1.0"],/' /etc/cni/net.d/10-podnet.conflist
