#!/usr/bin/env bash
# Derives the golden bytes of registries from the hand-written messages beside it, with base64 alone.
# Rule: every text and attribute value Base64 of UTF-8; the binary ones (WSNR, GZZ, GWZ) Base64
# twice; then the document, on one line under its prolog, Base64 without line breaks.
# Usage: derive.sh SOURCE.xml > GOLDEN.b64
set -euo pipefail
rest=$(sed 's/^ *//' "$1" | tr -d '\n')
made=''
piece='^<([^<>"]*)(="([^"]*)")?([^<>"]*)>([^<>]*)(.*)$'
while [[ $rest =~ $piece ]]; do
  tag=${BASH_REMATCH[1]} stated=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]} close=${BASH_REMATCH[4]}
  text=${BASH_REMATCH[5]} rest=${BASH_REMATCH[6]}
  if [[ -n $stated ]]; then
    made+="<$tag=\"$(printf %s "$value" | base64 -w0)\"$close>"
  else
    made+="<$tag$close>"
  fi
  case $tag in
    WSNR|GZZ|GWZ) text=$(printf %s "$text" | base64 -w0 | base64 -w0) ;;
    *) text=$(printf %s "$text" | base64 -w0) ;;
  esac
  made+=$text
done
printf '<?xml version="1.0" encoding="UTF-8"?>%s' "$made" | base64 -w0
