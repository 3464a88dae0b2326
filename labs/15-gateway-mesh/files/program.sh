#!/usr/bin/env bash
# program.sh NAME: the program of a pod.
set -eu
case $1 in
  thief)
    bash /etc/mesh/issue.sh thief
    exec nginx -c /etc/mesh/thief.conf -g 'pid /run/thief.pid;'
    ;;
  *)
    sed "s/NAME/$1/" /etc/mesh/pod.conf >"/run/$1.conf"
    exec nginx -c "/run/$1.conf" -g "pid /run/$1.pid;"
    ;;
esac
