#!/bin/sh
# The whole check in stages, called by `./run.sh test` when everything is set up. Each stage says how long it
# took; a failed one does not hide the next. Argument: seconds that set-up took. Ends with the table of times.
# shellcheck disable=SC2317 # the stages are called by name
set -u
bin=.venv/bin
table=
failed=0

stage() { # stage NAME COMMAND...
  name=$1
  shift
  printf '\n== %s\n' "$name"
  began=$(date +%s)
  if "$@"; then verdict=passed; else verdict=FAILED failed=1; fi
  took=$(($(date +%s) - began))
  line=$(printf '%-10s %5d s  %s' "$name" "$took" "$verdict")
  printf '== %s\n' "$line"
  table="$table$line
"
}

static() {
  bad=0
  "$bin/ruff" check . || bad=1
  "$bin/ruff" format --check . || bad=1
  "$bin/mypy" || bad=1
  "$bin/mypy" --strict requirements/browser/vendor.py || bad=1
  "$bin/lint-imports" || bad=1
  return "$bad"
}

# A stage looks only into the folders that hold its tests (tests/house/test_stages.py sees that none lies elsewhere):
# to look through all of them takes half a minute. A stage without a single test (pytest's exit 5) counts as failed: it would be silently green.
tests() { # tests MARKER-EXPRESSION [PYTEST OPTIONS]
  marked=$1
  shift
  # shellcheck disable=SC2086 # two words or none
  ${screen-} "$bin/python" -m pytest -q --durations=5 -m "$marked" "$@"
}

# Coverage is judged once, over the stages that look at each rule; those that look at pages and kill programs would
# only be slowed down by it.
counted() { # counted MARKER-EXPRESSION [PYTEST OPTIONS]
  tests "$@" --cov --cov-append --cov-report= --cov-fail-under=0
}

"$bin/coverage" erase
began_all=$(date +%s)
stage static static
stage unit counted "not (browser or window or prints or safety or slow)" -n 2 --dist worksteal
# The real window is drawn on a screen of its own, where there is one to be had; the safety stage does without.
command -v xvfb-run >/dev/null && screen="xvfb-run -a"
stage window tests "window and not (prints or safety or slow)" tests/desktop tests/journeys
screen=
stage browser tests "browser and not (window or prints or safety or slow)" -n 2 --dist worksteal tests/journeys tests/web
stage prints counted "prints and not (safety or slow)" -n 2 --dist worksteal tests/printing tests/safety tests/journeys tests/test_cli.py
stage safety tests "safety and not slow" -n 2 --dist worksteal tests/safety tests/desktop
stage coverage "$bin/coverage" report

printf '\n== Where the time went\n%-10s %5d s\n%s%-10s %5d s\n' set-up "${1:-0}" "$table" all $(($(date +%s) - began_all + ${1:-0}))
[ $failed -eq 0 ] && printf 'All stages passed.\n' || printf 'Something failed; see above.\n'
exit $failed
