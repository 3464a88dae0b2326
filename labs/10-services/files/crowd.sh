#!/usr/bin/env bash
ip -n crowd addr add 10.244.1.32/27 dev lo
