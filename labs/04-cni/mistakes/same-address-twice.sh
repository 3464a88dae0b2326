#!/usr/bin/env bash
# caught by: two-pods.1
# about: every pod gets the same address, because nothing remembers which are taken.

# task: network
cat >/etc/cni/net.d/10-podnet.conflist <<'EOF'
{"cniVersion": "1.0.0", "name": "podnet", "plugins": [{"type": "mini", "bridge": "cni0", "subnet": "10.244.0.0/24"}]}
EOF

# task: version
cat >/opt/cni/bin/mini <<'EOF'
#!/bin/sh
set -eu
config=$(cat)
get() { printf '%s\n' "$config" | jq -r "$1 // empty"; }
read -r version bridge subnet <<VALUES
$(get '[.cniVersion, .bridge, .subnet] | map(. // "-") | join(" ")')
VALUES
refuse() {
  jq -n --arg v "$version" --argjson code "$1" --arg msg "$2" '{cniVersion: $v, code: $code, msg: $msg}'
  exit 1
}
in_pod() { nsenter --net="$CNI_NETNS" -- "$@"; }

if [ "$CNI_COMMAND" = VERSION ]; then
  jq -n --arg v "$version" '{cniVersion: $v, supportedVersions: ["1.0.0"]}'
  exit
fi
[ "$version" = 1.0.0 ] || refuse 1 "only CNI 1.0.0"

base=${subnet%.*}
prefix=${subnet#*/}
gateway=$base.1
owner=$CNI_CONTAINERID/$CNI_IFNAME
link=v$(echo "$owner" | cksum | cut -d ' ' -f 1)
store=/run/mini
mkdir -p "$store"
exec 9>"$store/lock"
flock 9

case $CNI_COMMAND in
  ADD)
    if in_pod ip link show dev "$CNI_IFNAME" >/dev/null 2>&1; then refuse 100 "$CNI_IFNAME exists"; fi
    ip link show dev "$bridge" >/dev/null 2>&1 || ip link add name "$bridge" type bridge
    ip address replace "$gateway/$prefix" dev "$bridge"
    ip link set "$bridge" up
    address=$base.2
    ip link add name "$link" type veth peer name "$CNI_IFNAME" netns "$CNI_NETNS"
    ip link set "$link" master "$bridge" up
    in_pod ip link set "$CNI_IFNAME" up
    in_pod ip address add "$address/$prefix" dev "$CNI_IFNAME"
    in_pod ip route add default via "$gateway"
    { ip -j link show dev "$link"; in_pod ip -j link show dev "$CNI_IFNAME"; } |
      jq -s --arg v "$version" --arg netns "$CNI_NETNS" --arg address "$address/$prefix" --arg gateway "$gateway" '
        {cniVersion: $v,
         interfaces: [(.[0][0] | {name: .ifname, mac: .address}), (.[1][0] | {name: .ifname, mac: .address, sandbox: $netns})],
         ips: [{$address, $gateway, interface: 1}], routes: [{dst: "0.0.0.0/0"}]}'
    ;;
  DEL)
    ip link del "$link" 2>/dev/null || true
    touch "$store/taken"
    sed -i "\| $owner\$|d" "$store/taken"
    ;;
  CHECK)
    for address in $(get '.prevResult.ips[].address'); do
      in_pod ip -o address show dev "$CNI_IFNAME" | grep -qF " $address " || refuse 101 "no $address"
    done
    in_pod ip route show | grep -q ^default || refuse 102 "no default route"
    ;;
esac
EOF
chmod +x /opt/cni/bin/mini

# task: two-pods
request=$(jq -c '{cniVersion, name} + .plugins[0]' /etc/cni/net.d/10-podnet.conflist)
for pod in pod-a pod-b; do
  CNI_COMMAND=ADD CNI_CONTAINERID=$pod CNI_NETNS=/run/netns/$pod CNI_IFNAME=eth0 CNI_PATH=/opt/cni/bin \
    /opt/cni/bin/mini <<<"$request"
done
