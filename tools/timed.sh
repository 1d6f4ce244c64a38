#!/bin/sh
# Runs the parts of a long command and says at its end how many seconds each took:
#   tools/timed.sh start NOTES; tools/timed.sh NOTES PART COMMAND...; tools/timed.sh end NOTES TITLE
set -eu
case $1 in
  start)
    : >"$2"
    ;;
  end)
    echo "Seconds of $3:"
    awk -F '\t' '{ sum += $1; printf "%6d  %s\n", $1, $2 } END { printf "%6d  in all\n", sum }' "$2"
    rm -f "$2"
    ;;
  *)
    notes=$1
    part=$2
    shift 2
    began=$(date +%s)
    status=0
    "$@" || status=$?
    printf '%d\t%s\n' $(($(date +%s) - began)) "$part" >>"$notes"
    exit $status
    ;;
esac
