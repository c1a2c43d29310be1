#!/usr/bin/env bash
# Measures this project's packer beside Packer itself, whole processes, and prints a Markdown table.
# docs/performance.md says what is measured and how to read it.
#
#     src/ci/benchmark.sh
#
# Environment: OURS and PACKER (the two programs), ROUNDS (of the quick cases; a third of it for the others).
# Needs root for the Docker engine that counterparts.sh starts, and hyperfine, jq and a JDK.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
if [[ -z "${PACKER_TEST_IMAGE:-}" ]]; then
    exec "$here/counterparts.sh" "$here/benchmark.sh" "$@"
fi

ours=${OURS:-$here/../cli/target/packer/bin/packer}
packer=${PACKER:-$PACKER_TEST_PACKER}
rounds=${ROUNDS:-15}
few=$((rounds / 3 > 0 ? rounds / 3 : 1))
templates=$here/benchmark
for tool in hyperfine jq java "$ours" "$packer"; do
    command -v "$tool" >/dev/null || {
        echo "benchmark.sh: $tool is not here (apt-get install hyperfine jq; mvn -q -DskipTests package)" >&2
        exit 2
    }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# times FILE ROUNDS ARGUMENT...: one run of each in turn, and who goes first changes, so that what else the machine
# does hits both alike. Writes the seconds of ours and packer's.
times() {
    local file=$1 count=$2 round first second arguments
    shift 2
    arguments=$(printf ' %q' "$@")
    "$ours" "$@" >/dev/null
    "$packer" "$@" >/dev/null
    for ((round = 0; round < count; round++)); do
        first=ours second=packer
        ((round % 2 == 0)) || first=packer second=ours
        hyperfine -N --runs 1 --style none --export-json "$work/round.json" \
            --command-name "$first" "$(printf %q "${!first}")$arguments" \
            --command-name "$second" "$(printf %q "${!second}")$arguments" 2>/dev/null
        jq -c '.results[] | {(.command): .times[0]}' "$work/round.json" >>"$file"
    done
}

# memory PROGRAM RUNS ARGUMENT...: MiB that its whole tree of processes held at most, and how many processes.
memory() {
    java "$templates/TreeMemory.java" "$2" "$1" "${@:3}" | awk '{printf "%.0f MiB in %d", $1 / 1024, $2}'
}

# compare NAME ROUNDS ARGUMENT...
compare() {
    local name=$1 count=$2 file=$work/times.json
    shift 2
    rm -f "$file"
    times "$file" "$count" "$@"
    jq -rs --arg name "$name" --arg ours "$(memory "$ours" 3 "$@")" --arg packer "$(memory "$packer" 3 "$@")" '
        def median: sort | if length % 2 == 1 then .[length / 2 | floor]
                           else (.[length / 2 - 1] + .[length / 2]) / 2 end;
        def seconds: . * 1000 | round / 1000 | tostring;
        def spread: "\(min | seconds) / \(median | seconds) / \(max | seconds)";
        (map(.ours // empty)) as $o | (map(.packer // empty)) as $p
        | "| \($name) | \($o | spread) | \($p | spread) | \(($p | median) / ($o | median) * 100 | round / 100) | \($ours) | \($packer) |"
    ' "$file"
}

echo "ours: $("$ours" version | head -n 1); beside: $("$packer" version | head -n 1)"
echo "$(nproc) processors, $(uname -sr), $(java -version 2>&1 | head -n 1)"
echo
echo "| whole process, seconds: min / median / max | ours | Packer | Packer's median : ours | memory, processes: ours | Packer |"
echo "|---|---|---|---|---|---|"
compare '`validate`, one null source' "$rounds" validate "$templates/one.pkr.hcl"
compare '`validate`, 200 lines' "$rounds" validate "$templates/twohundred.pkr.hcl"
compare '`build`, one null source, `shell-local`' "$rounds" build -color=false "$templates/one.pkr.hcl"
compare '`build`, 50 null sources, `shell-local`' "$few" build -color=false "$templates/fifty.pkr.hcl"
compare '`build`, one docker image, `shell`, commit' "$few" build -color=false -var "image=$PACKER_TEST_IMAGE" \
    "$templates/docker.pkr.hcl"
