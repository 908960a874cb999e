#!/usr/bin/env bash
# Commits the given files and folders to BRANCH of origin, or does nothing when they are unchanged. A push that loses a
# race is repeated on top of what won it; only this job writes these files, so the two never touch the same one.
#   BRANCH  branch to push to     SOURCE  commit they were generated from     ACTOR  who made that commit
#   PUSH_TOKEN  token for pushing; kept in no file
set -euo pipefail

token=${PUSH_TOKEN:-}
unset PUSH_TOKEN

# Talks to the remote. The token reaches git by the environment of this one command: it stands in no file and in no list of
# processes, and no hook that lies here runs beside it.
remote() {
  if [ -z "$token" ]; then
    git -c core.hooksPath=/dev/null "$@"
    return
  fi
  GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.${GITHUB_SERVER_URL:-https://github.com}/.extraheader" \
    GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$token" | base64 --wrap=0)" \
    git -c core.hooksPath=/dev/null "$@"
}

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
  if remote push --quiet origin "HEAD:refs/heads/$BRANCH"; then
    exit 0
  fi
  echo "push $attempt was refused; trying again on top of $BRANCH"
  remote fetch --quiet origin "$BRANCH"
  if ! git "${bot[@]}" rebase --quiet FETCH_HEAD; then
    git rebase --abort
    echo "::error::the generated files have changed on $BRANCH meanwhile; run this workflow again"
    exit 1
  fi
done
echo "::error::$BRANCH did not take the push; when it is protected, see docs/workflows.md"
exit 1
