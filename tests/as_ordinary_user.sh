#!/usr/bin/env bash
# Runs tests as somebody who is not root: what a sandbox can do depends on who starts it. Where no file is named, those
# that grade hostile, honest and interrupted classes.
#
#   tests/as_ordinary_user.sh [arguments for pytest]      PYTHON=…: the environment's interpreter
#
# An ordinary user runs them right here. For root a copy of the working tree and of the environment is made, which a
# user that otherwise does not exist may read; both are gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
named=no
for argument in "$@"; do
  if [ -e "${argument%%::*}" ]; then named=yes; fi
done
[ "$named" = yes ] || set -- -rs tests/test_attacks.py tests/test_grading.py tests/test_grading_faults.py "$@"

# Without a sandbox these tests are skipped, which must not be taken for a success.
needed='
import sys
from course_lib.grading.sandbox.protections import missing_protections
sys.exit("\n".join(f"{wall.name}: {wall.problem}. {wall.next_step}" for wall in missing_protections()) or 0)'

if [ "$(id -u)" != 0 ]; then
  "$python" -c "$needed"
  exec "$python" -m pytest "$@"
fi

# Not in /tmp: each sandbox has a /tmp of its own, and the course would not be seen in it.
place=$(mktemp -d /var/tmp/ordinary.XXXXXX)
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"
user=20000
while getent passwd "$user" >/dev/null; do user=$((user + 1)); done
tree=$place/course env=$place/env
mkdir -m 700 "$tree" "$place/home" "$place/tmp"

as_user() {
  # setpriv itself may still open what only root may; what `env` starts may not.
  setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs \
    env -i PATH="$env/bin:/usr/local/bin:/usr/bin:/bin" HOME="$place/home" TMPDIR="$place/tmp" LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 "$@"
}

tar -c --exclude=./.venv --exclude=./.git --exclude=./work --exclude=./graded . | tar -x -C "$tree"
chown -R -h "$user:$user" "$tree" "$place/home" "$place/tmp"

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
prefix=$("$python" -c 'import sys; print(sys.prefix)')
base=
for found in "$("$python" -c 'import sys; print(sys._base_executable)')" {/usr,/usr/local}/bin/python"$version"; do
  if as_user "$found" -c 'import ctypes, sqlite3, ssl' 2>/dev/null; then base=$found && break; fi
done
test -n "$base" || { echo "No Python $version here that an ordinary user may start." >&2; exit 1; }

# Hard links where they can be made: of gigabytes that nobody writes to. They stay root's.
"$base" -m venv --without-pip "$env"
for folder in "lib/python$version/site-packages" share etc; do
  [ -d "$prefix/$folder" ] || continue
  mkdir -p "$env/$folder"
  cp -al "$prefix/$folder/." "$env/$folder/" 2>/dev/null || cp -a "$prefix/$folder/." "$env/$folder/"
done
packages=$env/lib/python$version/site-packages
rm -f "$packages"/__editable__*glassbox*
echo "$tree" >"$packages/glassbox.pth"
for script in "$prefix"/bin/*; do
  name=$env/bin/$(basename "$script")
  if [ ! -e "$name" ] && head -c 200 "$script" 2>/dev/null | head -n 1 | grep -aq '^#!.*python'; then
    { echo "#!$env/bin/python" && tail -n +2 "$script"; } >"$name"
    chmod 755 "$name"
  fi
done

cd "$tree"
as_user "$env/bin/python" -c "$needed"
echo "As user $user, in $tree:"
as_user "$env/bin/python" -m pytest -p no:cacheprovider "$@"
