#!/usr/bin/env bash
# caught by: talk.2
# about: Only one end of the wire was switched on; a cable needs power at both ends.
# edits: solution.sh

sed '/veth-blue up/d'
