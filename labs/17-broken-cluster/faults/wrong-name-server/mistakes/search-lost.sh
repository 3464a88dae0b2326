#!/usr/bin/env bash
# caught by: names.2
# about: The server is right again, and the search list is gone: long names work, short ones do not.

echo 'nameserver 10.96.0.10' > /etc/resolv.conf
