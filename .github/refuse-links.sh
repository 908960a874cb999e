#!/usr/bin/env bash
# Refuses folders with anything but files and folders in them. A link in a pull request could lead to any file of the
# machine, whose text would then stand in an error message or a comment.
set -euo pipefail

found=$(find "$@" -path '*/.git' -prune -o ! -type f ! -type d -print)
if [ -n "$found" ]; then
  echo "::error::these are neither files nor folders: ${found//$'\n'/, }"
  exit 1
fi
