#!/usr/bin/env bash
# caught by: names.1
# about: One name in /etc/hosts hides it for that name.

echo '10.96.0.20 web' >> /etc/hosts
