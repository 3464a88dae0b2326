# shellcheck shell=sh
# Keeps a node, or a whole lab, open: waits for ever, whatever signal it is sent, short of SIGKILL.
trap '' HUP INT QUIT TERM USR1 USR2
read -r _ <>/netlab/run/never
