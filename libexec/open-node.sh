# shellcheck shell=sh
# Turns fresh mount, UTS and network namespaces into a node: its own /run, /etc, /opt, /var, /srv, /mnt and host name. Leaves one sleeping process
# that keeps them open; its number, as this sandbox counts, is in /netlab/run/nodes/NAME/pid. The node that the second argument names is the machine
# itself: it has the machine's namespaces and name servers.
name=$1 machine=$2
mine=/netlab/run/nodes/$name
mkdir -p "$mine/run/netns" "$mine/opt" "$mine/srv" "$mine/mnt" "$mine/etc/cni/net.d" "$mine/etc/netns" \
  "$mine/var/lib/cni" "$mine/var/lib/misc" "$mine/var/lib/nginx" "$mine/var/log/nginx" "$mine/var/run" "$mine/var/tmp" \
  "$mine/var/cache" || exit 1
ln -s /netlab/etc/* "$mine/etc/" 2>/dev/null
rm -f "$mine/etc/hosts" "$mine/etc/hostname" "$mine/etc/resolv.conf"
printf '127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost ip6-localhost\n' "$name" >"$mine/etc/hosts"
printf '%s\n' "$name" >"$mine/etc/hostname"
printf '# no name server in this lab\n' >"$mine/etc/resolv.conf"
for dir in run etc opt var srv mnt; do printf '%s/%s /%s none bind 0 0\n' "$mine" "$dir" "$dir"; done >"$mine/mounts"
mount --all --fstab "$mine/mounts" || exit 1
if [ "$name" = "$machine" ]; then
  cat /netlab/run/machine-resolv.conf >/etc/resolv.conf
  mount --rbind /netlab/run/machine-netns /run/netns || exit 1
fi
# With the others it would count as mounted already: the room's is there.
mount -t sysfs sysfs /sys || exit 1
hostname "$name" || exit 1
/netlab/run/netlab-keeper /netlab/app/libexec/keep.sh >/dev/null 2>&1 </dev/null &
echo $! >"$mine/pid"
