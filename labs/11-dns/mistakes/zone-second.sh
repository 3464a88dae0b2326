#!/usr/bin/env bash
# caught by: search.8
# about: The zone comes before svc in the search list, so that names with a namespace cost one question more.
# edits: solution.sh

sed '/^search/ s/ svc\.cluster\.local cluster\.local/ cluster.local svc.cluster.local/'
