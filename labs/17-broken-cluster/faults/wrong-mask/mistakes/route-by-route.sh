#!/usr/bin/env bash
# caught by: pods.21
# about: With a route for each of the other networks orange reaches them. It still takes all others for its neighbours.

ip -n orange route add 10.244.2.0/24 via 10.244.1.1
ip -n orange route add 10.244.3.0/24 via 10.244.1.1
