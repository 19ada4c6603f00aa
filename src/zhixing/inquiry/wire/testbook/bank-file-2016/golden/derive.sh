#!/usr/bin/env bash
# Derives the golden documents of the file channel from the hand-written messages.
# Rule: plain UTF-8, on one line under its prolog; the binary values (WSNR, GZZ, GWZ) Base64 once.
# Usage: derive.sh SOURCE.xml > GOLDEN
set -euo pipefail
rest=$(sed 's/^ *//' "$1" | tr -d '\n')
made=''
attribute='^([^"]*[^A-Za-z0-9]([A-Za-z0-9]+)=)"([^"]*)"(.*)$'
while [[ $rest =~ $attribute ]]; do
  lead=${BASH_REMATCH[1]} name=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]} rest=${BASH_REMATCH[4]}
  case $name in
    WSNR|GZZ|GWZ) value=$(printf %s "$value" | base64 -w0) ;;
  esac
  made+="$lead\"$value\""
done
printf '<?xml version="1.0" encoding="UTF-8"?>%s' "$made$rest"
