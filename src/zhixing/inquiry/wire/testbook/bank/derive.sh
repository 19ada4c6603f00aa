#!/usr/bin/env bash
# Derives the golden bytes from the hand-written messages beside it, with iconv and base64 alone.
# Rule: every attribute value GBK then Base64; the binary ones (WSNR, GZZ, GWZ) Base64 twice;
# then the document, on one line under its prolog, Base64 without line breaks.
# Usage: derive.sh SOURCE.xml > GOLDEN.b64
set -euo pipefail
rest=$(sed 's/^ *//' "$1" | tr -d '\n')
made=''
attribute='^([^"]*[^A-Za-z0-9]([A-Za-z0-9]+)=)"([^"]*)"(.*)$'
while [[ $rest =~ $attribute ]]; do
  lead=${BASH_REMATCH[1]} name=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]} rest=${BASH_REMATCH[4]}
  case $name in
    WSNR|GZZ|GWZ) value=$(printf %s "$value" | base64 -w0 | base64 -w0) ;;
    *) value=$(printf %s "$value" | iconv -f UTF-8 -t GBK | base64 -w0) ;;
  esac
  made+="$lead\"$value\""
done
printf '<?xml version="1.0" encoding="UTF-8"?>%s' "$made$rest" | base64 -w0
