#!/usr/bin/env bash
# The skeleton, completed function by function. Addresses are files in /run/mini/<network>, one per address, taken under a lock.
# The first `sed` of every part removes what the part is about to write: the unfinished function, and the last line.

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
sed -i -e '/^cmd_version() {$/,/^}$/d' -e '/^refuse_version() {$/,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
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
sed -i -e '/^cmd_add() {$/,/^}$/d' -e '/^names() {$/,/^}$/d' -e '/^take_address() {$/,/^}$/d' \
  -e '/^take_back() {$/,/^}$/d' -e '/^print_result() {$/,/^}$/d' -e '/^main "\$@"$/d' \
  /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
# What follows from the configuration. The host end is named after the pod, so that DEL finds it again
# when the pod has gone; an interface name has at most 15 characters, hence the checksum.
names() {
  gateway=$(nth "$subnet" 1) length=${subnet#*/}
  owner="$CNI_CONTAINERID $CNI_IFNAME"
  host_end=veth$(echo "$owner" | cksum | cut -d ' ' -f 1)
  store=/run/mini/$network
  mkdir -p "$store"
  exec 9>"$store/lock"
  flock 9 # until this process ends: two pods at once never see the same address free
}

cmd_add() {
  names
  if in_pod ip link show dev "$CNI_IFNAME" >/dev/null 2>&1; then
    fail 100 "$CNI_CONTAINERID has an interface $CNI_IFNAME already"
  fi
  undo=take_back
  ip link show dev "$bridge" >/dev/null 2>&1 || ip link add name "$bridge" type bridge
  ip address replace "$gateway/$length" dev "$bridge"
  ip link set "$bridge" up
  take_address
  ip link add name "$host_end" type veth peer name "$CNI_IFNAME" netns "$CNI_NETNS"
  ip link set "$host_end" master "$bridge" up
  in_pod ip link set "$CNI_IFNAME" up
  in_pod ip address add "$address/$length" dev "$CNI_IFNAME"
  in_pod ip route add default via "$gateway" dev "$CNI_IFNAME"
  print_result
}

# The first address after the gateway's that has no file gets one, with its owner in it.
take_address() {
  number=2
  while [ "$number" -le "$(last "$subnet")" ]; do
    address=$(nth "$subnet" "$number")
    if [ ! -s "$store/$address" ]; then
      echo "$owner" >"$store/$address"
      return
    fi
    number=$((number + 1))
  done
  fail 100 "all addresses of $subnet are taken"
}

# Removing one end of a veth pair removes the other.
take_back() {
  ip link del dev "$host_end" 2>/dev/null || true
  for file in "$store"/*.*.*.*; do
    if [ -f "$file" ] && [ "$(cat "$file")" = "$owner" ]; then rm -f "$file"; fi
  done
}

# The kernel is asked, so that the result is true.
print_result() {
  {
    ip -j link show dev "$bridge"
    ip -j link show dev "$host_end"
    in_pod ip -j link show dev "$CNI_IFNAME"
  } | jq -s --arg version "$version" --arg netns "$CNI_NETNS" --arg address "$address/$length" --arg gateway "$gateway" '
    map(.[0] | {name: .ifname, mac: .address}) as [$bridge, $host_end, $pod]
    | {cniVersion: $version,
       interfaces: [$bridge, $host_end, $pod + {sandbox: $netns}],
       ips: [{address: $address, gateway: $gateway, interface: 2}],
       routes: [{dst: "0.0.0.0/0", gw: $gateway}]}'
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
sed -i -e '/^cmd_del() {$/,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
# Neither needs the namespace, and neither minds when there is nothing to take back.
cmd_del() {
  names
  take_back
}

main "$@"
EOF

# task: check
sed -i -e '/^cmd_check() {$/,/^}$/d' -e '/^main "\$@"$/d' /opt/cni/bin/mini
cat >>/opt/cni/bin/mini <<'EOF'
cmd_check() {
  names
  [ -n "$(setting prevResult)" ] || fail 7 "CHECK needs prevResult"
  in_pod ip link show dev "$CNI_IFNAME" >/dev/null || fail 101 "$CNI_IFNAME is missing in $CNI_CONTAINERID"
  [ -n "$(ip link show dev "$host_end" master "$bridge")" ] || fail 102 "$host_end does not hang on $bridge"
  for address in $(setting 'prevResult.ips[].address'); do
    in_pod ip -o -4 address show dev "$CNI_IFNAME" | grep -qF " $address " || fail 103 "$CNI_IFNAME lacks $address"
    grep -qxF "$owner" "$store/${address%/*}" || fail 104 "$address is not reserved for $CNI_CONTAINERID"
  done
  [ -n "$(in_pod ip -4 route show default dev "$CNI_IFNAME")" ] || fail 105 "the default route is missing"
}

main "$@"
EOF
