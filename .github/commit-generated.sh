#!/usr/bin/env bash
# Commits the given files and folders to BRANCH of origin, or does nothing when they are unchanged. A push that loses a
# race is repeated on top of what won it; only this job writes these files, so the two never touch the same one.
#   BRANCH  branch to push to     SOURCE  commit they were generated from     ACTOR  who made that commit
set -euo pipefail

for path in "$@"; do
  if [ -e "$path" ] || [ -n "$(git ls-files -- "$path")" ]; then
    git add --all -- "$path"
  fi
done
if git diff --cached --quiet; then
  echo "$* are as they should be"
  exit 0
fi

services=$(git diff --cached --name-only | sed -n 's|^generated/\([^/]*\)/.*|\1|p' | sort -u)
if [ -n "$services" ]; then
  subject="Generate the files of $(wc -l <<< "$services") services"
else
  subject="Generate the files that follow from the platform"
fi
list=$(head -50 <<< "$services" | sed 's/./- &/')
bot=(-c user.name="GitHub Actions" -c user.email="actions@github.com")
git "${bot[@]}" commit --quiet --message "$subject" --message "$list" --message "Source: $SOURCE
Author: $ACTOR"

for attempt in 1 2 3 4 5; do
  if git push --quiet origin "HEAD:refs/heads/$BRANCH"; then
    exit 0
  fi
  echo "push $attempt was refused; trying again on top of $BRANCH"
  git fetch --quiet origin "$BRANCH"
  if ! git "${bot[@]}" rebase --quiet FETCH_HEAD; then
    git rebase --abort
    echo "::error::the generated files have changed on $BRANCH meanwhile; run this workflow again"
    exit 1
  fi
done
echo "::error::$BRANCH did not take the push; when it is protected, see docs/workflows.md"
exit 1
