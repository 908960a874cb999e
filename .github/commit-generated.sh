#!/usr/bin/env bash
# Commits generated/ to BRANCH of origin, or does nothing when it is unchanged. A push that loses a race is repeated on
# top of what won it; only this job writes generated/, so the two never touch the same file.
#   BRANCH  branch to push to     SOURCE  commit it was generated from     ACTOR  who made that commit
set -euo pipefail

git add --all generated
if git diff --cached --quiet; then
  echo "generated/ is as it should be"
  exit 0
fi

services=$(git diff --cached --name-only | cut -d/ -f2 | sort -u)
count=$(wc -l <<< "$services")
shown=$(head -50 <<< "$services" | sed 's/^/- /')
git -c user.name="GitHub Actions" -c user.email="actions@github.com" commit --quiet \
  --message "Generate manifests of $count services" \
  --message "$shown" \
  --message "Source: $SOURCE
Author: $ACTOR"

for attempt in 1 2 3 4 5; do
  if git push --quiet origin "HEAD:refs/heads/$BRANCH"; then
    exit 0
  fi
  echo "push $attempt was refused; trying again on top of $BRANCH"
  git fetch --quiet origin "$BRANCH"
  if ! git -c user.name="GitHub Actions" -c user.email="actions@github.com" rebase --quiet FETCH_HEAD; then
    git rebase --abort
    echo "::error::generated/ has changed on $BRANCH meanwhile; run this workflow again"
    exit 1
  fi
done
echo "::error::$BRANCH did not take the push; when it is protected, see docs/workflows.md"
exit 1
