#!/usr/bin/env bash
# caught by: hairpin.2
# about: The rule stands in the chain of the service, so all that blue sends is masqueraded, and not only what comes back to it.
# edits: solution.sh

sed 's/-I KUBE-SEP-BLUE/-I KUBE-SVC-WEB/'
