# Reads what `go test -json` writes and prints what a person or a CI log needs:
# one line a package, and the output of tests that failed. Called by go_test in
# lib.sh:
#
#     go test -json … | awk -v verbose=0 -v counts=FILE -f test-output.awk
#
# verbose=1 prints the output of all tests while it comes. Adds one line
# "passed failed skipped" to the file counts. Exit status 1 when a test failed
# or was skipped, or when none ran. Lines that are not JSON are passed on.

# value(NAME): a string field of the current event, with JSON's escapes undone.
function value(name,    text, start) {
  start = index($0, "\"" name "\":\"")
  if (!start) return ""
  text = substr($0, start + length(name) + 4)
  # The end is the first quote that is not escaped.
  gsub(/\\\\/, "\001", text)
  gsub(/\\"/, "\002", text)
  sub(/".*$/, "", text)
  gsub(/\\n/, "\n", text)
  gsub(/\\t/, "\t", text)
  gsub(/\\r/, "", text)
  gsub(/\\u003c/, "<", text)
  gsub(/\\u003e/, ">", text)
  gsub(/\\u0026/, "\\&", text)
  gsub(/\002/, "\"", text)
  gsub(/\001/, "\\\\", text)
  return text
}

function show(text) {
  printf "%s", text
  fflush()
}

!/^\{"/ { show($0 "\n"); next }

{
  action = value("Action")
  package = value("Package")
  test = value("Test")
  id = package SUBSEP test
}

action == "build-output" { show(value("Output")); next }

action == "output" && test != "" {
  text = value("Output")
  if (verbose) show(text)
  else if (text !~ /^=== (RUN|PAUSE|CONT|NAME)/) kept[id] = kept[id] text
  next
}

action == "output" {
  text = value("Output")
  if (verbose || text !~ /^(PASS|testing: warning: no tests to run|\?.*\[no test files\])/) show(text)
  next
}

action == "pass" && test != "" { passed++; delete kept[id]; next }
action == "skip" && test != "" { skipped++; names[skipped] = test " in " package; delete kept[id]; next }

action == "fail" && test != "" {
  failed++
  show(kept[id])
  delete kept[id]
  next
}

# A package that fails with tests still open has crashed or run out of time:
# what those tests had to say is the only trace.
action == "fail" {
  broken[package] = 1
  for (id in kept) {
    split(id, part, SUBSEP)
    if (part[1] == package) {
      show(kept[id])
      delete kept[id]
    }
  }
}

END {
  for (i = 1; i <= skipped; i++) print "skipped, which counts as a failure: " names[i]
  if (passed + failed + skipped == 0) print "no test ran, which counts as a failure"
  # A crash or a build that failed has no failed test of its own.
  wrong = failed + skipped
  for (package in broken) if (!wrong) wrong = 1
  if (passed + wrong == 0) wrong = 1
  if (counts != "") print passed + 0, wrong + 0 >> counts
  exit wrong > 0
}
