#!/usr/bin/env bash
# No address file at all: the kernel remembers. The host end of every veth pair carries its address as alias, so a pair that
# goes, for whatever reason, frees its address. The plugin is put together from one piece per command.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: network
# A single plugin may also stand alone in a .conf file; a list is what everyone writes now.
jq -n '{cniVersion: "1.0.0", name: "podnet", plugins: [{type: "mini", bridge: "cni0", subnet: "10.244.0.0/24"}]}' \
  >/etc/cni/net.d/podnet.conflist

# task: version
mkdir -p /opt/cni/bin/mini.parts
cat >/opt/cni/bin/mini.parts/10-start <<'EOF'
#!/bin/sh
set -eu
config=$(cat)
get() { printf '%s\n' "$config" | jq -r "$1 // empty"; }
version=1.0.0
refuse() {
  trap - EXIT
  jq -n --arg v "$version" --argjson code "$1" --arg msg "$2" '{cniVersion: $v, code: $code, msg: $msg}'
  exit 1
}
trap 'status=$?; [ $status = 0 ] || refuse 100 "mini stopped with $status"' EXIT
values=$(get '[.cniVersion, .bridge, .subnet, .name] | map(. // "-") | join(" ")') || refuse 6 "this is not JSON"
read -r version bridge subnet network <<VALUES
$values
VALUES

if [ "$CNI_COMMAND" = VERSION ]; then
  jq -n --arg v "$version" '{cniVersion: $v, supportedVersions: ["1.0.0"]}'
  exit
fi
[ "$version" = 1.0.0 ] || refuse 1 "only CNI 1.0.0"
EOF
cat >/opt/cni/bin/mini.parts/99-end <<'EOF'
refuse 4 "mini does not know $CNI_COMMAND"
EOF
cat /opt/cni/bin/mini.parts/* >/opt/cni/bin/mini
chmod +x /opt/cni/bin/mini

# task: add
cat >/opt/cni/bin/mini.parts/20-add <<'EOF'
prefix=${subnet#*/}
owner="${CNI_CONTAINERID:-} ${CNI_IFNAME:-}"
link=p$(printf '%s' "$owner" | sha1sum | cut -c 1-12)

# Every usable address of the subnet in order, as 32-bit numbers turned back into dots.
addresses() {
  echo "$subnet" | awk -F '[./]' '{
    first = (($1 * 256 + $2) * 256 + $3) * 256 + $4
    for (here = first + 1; here < first + 2 ^ (32 - $5) - 1; here++)
      printf "%d.%d.%d.%d\n", here / 16777216, here / 65536 % 256, here / 256 % 256, here % 256
  }'
}

# The first that is no alias; the gateway has the first of all.
next() {
  taken=$(ip link show type veth | awk '$1 == "alias" { print $2 }')
  printf '%s\n' "$all" | sed 1d | grep -vxF -e "$taken" | head -n 1
}

if [ "$CNI_COMMAND" = ADD ]; then
  pod() { nsenter --net="$CNI_NETNS" -- ip "$@"; }
  all=$(addresses)
  gateway=${all%%[!0-9.]*}
  if pod link show dev "$CNI_IFNAME" >/dev/null 2>&1; then refuse 100 "$CNI_IFNAME exists"; fi

  exec 9>"/run/mini-$bridge.lock"
  flock 9
  ip link show dev "$bridge" >/dev/null 2>&1 || ip link add name "$bridge" up type bridge
  ip address show dev "$bridge" | grep -qF "inet $gateway/$prefix " || ip address add "$gateway/$prefix" dev "$bridge"
  address=$(next)
  [ -n "$address" ] || refuse 100 "$subnet is full"

  ip link add name "$link" mtu 1500 type veth peer name "$CNI_IFNAME" netns "$CNI_NETNS"
  ip link set dev "$link" alias "$address $owner"
  ip link set dev "$link" master "$bridge"
  ip link set dev "$link" up
  flock -u 9

  pod address add "$address/$prefix" dev "$CNI_IFNAME"
  pod link set dev "$CNI_IFNAME" up
  pod route append 0.0.0.0/0 via "$gateway"
  {
    ip -j link show dev "$link"
    pod -j link show dev "$CNI_IFNAME"
  } | jq -s --arg v "$version" --arg netns "$CNI_NETNS" --arg address "$address/$prefix" --arg gateway "$gateway" '
    {cniVersion: $v,
     interfaces: [(.[0][0] | {name: .ifname, mac: .address}), (.[1][0] | {name: .ifname, mac: .address, sandbox: $netns})],
     ips: [{$address, $gateway, interface: 1}],
     routes: [{dst: "0.0.0.0/0"}]}'
  exit
fi
EOF
cat /opt/cni/bin/mini.parts/* >/opt/cni/bin/mini

# task: two-pods
request=$(jq -c '.plugins[0] + {cniVersion, name}' /etc/cni/net.d/podnet.conflist)
export CNI_COMMAND=ADD CNI_IFNAME=eth0 CNI_PATH=/opt/cni/bin
CNI_CONTAINERID=pod-a CNI_NETNS=/run/netns/pod-a /opt/cni/bin/mini <<<"$request"
CNI_CONTAINERID=pod-b CNI_NETNS=/run/netns/pod-b /opt/cni/bin/mini <<<"$request"

# task: del
cat >/opt/cni/bin/mini.parts/30-del <<'EOF'
if [ "$CNI_COMMAND" = DEL ]; then
  ip link del dev "$link" 2>/dev/null || ! ip link show dev "$link" >/dev/null 2>&1
  exit
fi
EOF
cat /opt/cni/bin/mini.parts/* >/opt/cni/bin/mini

# task: check
cat >/opt/cni/bin/mini.parts/40-check <<'EOF'
if [ "$CNI_COMMAND" = CHECK ]; then
  real=$(nsenter --net="$CNI_NETNS" -- ip address show dev "$CNI_IFNAME" | awk '/^ *inet/ { print $2 }')
  routes=$(nsenter --net="$CNI_NETNS" -- ip route show default)
  for address in $(get '.prevResult.ips[].address'); do
    printf '%s\n' "$real" | grep -qxF "$address" || refuse 101 "$CNI_IFNAME has no $address"
  done
  [ -n "$routes" ] || refuse 102 "no default route"
  [ -n "$(ip link show dev "$link" master "$bridge")" ] || refuse 103 "$link is not on $bridge"
  exit
fi
EOF
cat /opt/cni/bin/mini.parts/* >/opt/cni/bin/mini

# task: refuse
cat >/opt/cni/bin/mini.parts/15-refuse <<'EOF'
case $CNI_COMMAND in
  DEL) needed="CNI_CONTAINERID CNI_IFNAME" ;;
  ADD | CHECK) needed="CNI_CONTAINERID CNI_NETNS CNI_IFNAME" ;;
  *) needed= ;;
esac
lacks=$(for name in $needed; do printenv "$name" | grep -q . || printf ' %s' "$name"; done)
[ -z "$lacks" ] || refuse 4 "set these too:$lacks"
rule='^[A-Za-z0-9][A-Za-z0-9_.-]*$'
printf '%s' "$network" | grep -qE "$rule" || refuse 7 "a network called $network"
if [ -n "$needed" ]; then
  printf '%s' "$CNI_CONTAINERID" | grep -qE "$rule" || refuse 4 "CNI_CONTAINERID cannot be $CNI_CONTAINERID"
  printf '%s' "$CNI_IFNAME" | grep -qE '^[^/:[:space:]]{1,15}$' || refuse 4 "CNI_IFNAME cannot be $CNI_IFNAME"
  case $CNI_IFNAME in . | ..) refuse 4 "CNI_IFNAME cannot be $CNI_IFNAME" ;; esac
fi
EOF
cat /opt/cni/bin/mini.parts/* >/opt/cni/bin/mini

# task: gc
sed -i -e 's/supportedVersions: \["1.0.0"\]/supportedVersions: ["1.0.0", "1.1.0"]/' \
  -e 's/^\[ "$version" = 1.0.0 \] .*/case $version in 1.[01].0) ;; *) refuse 1 "only CNI 1.0.0 and 1.1.0" ;; esac/' \
  /opt/cni/bin/mini.parts/10-start
cat >/opt/cni/bin/mini.parts/50-gc <<'EOF'
if [ "$CNI_COMMAND" = GC ]; then
  valid=$(get '."cni.dev/valid-attachments"[] | "\(.containerID) \(.ifname)"')
  ip -j link show type veth | jq -r '.[] | select(.ifalias) | "\(.ifname) \(.ifalias)"' |
    while read -r link _ owner; do
      printf '%s\n' "$valid" | grep -qxF "$owner" || ip link del dev "$link" 2>/dev/null || true
    done
  exit
fi

if [ "$CNI_COMMAND" = STATUS ]; then
  all=$(addresses)
  [ -n "$(next)" ] || refuse 50 "$subnet is full"
  exit
fi
EOF
cat /opt/cni/bin/mini.parts/* >/opt/cni/bin/mini
jq '.cniVersions = ["1.0.0", "1.1.0"]' /etc/cni/net.d/podnet.conflist >/etc/cni/net.d/podnet.new
mv /etc/cni/net.d/podnet.new /etc/cni/net.d/podnet.conflist
