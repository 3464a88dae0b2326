#!/usr/bin/env bash
# caught by: affinity.1
# about: shop uses the endpoint chains of web, so that a call to web moves a client of shop.
# edits: solution.sh

sed -E '/-N KUBE-SEP-SHOP/d; /-A KUBE-SEP-SHOP/d; s/(-A KUBE-SEP-(BLUE|GREEN|PURPLE)) -p tcp/\1 -p tcp -m recent --name shop-\L\2 --set/; s/KUBE-SEP-SHOP-/KUBE-SEP-/'
