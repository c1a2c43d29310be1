#!/usr/bin/env bash
# Runs a command with the test counterparts around it, and takes them down when it ends, however it ends:
#
#     src/ci/counterparts.sh COMMAND [ARGUMENT...]
#
# The exit code is the command's. What it finds in its environment:
#
#     DOCKER_HOST                     a Docker engine of its own, on a private socket
#     DOCKER_CONFIG                   an empty directory, so that nobody's logins are read or written
#     PACKER_TEST_IMAGE               an image in that engine with a shell and the usual commands (busybox)
#     PACKER_TEST_REGISTRY            host:port of a registry that asks for a password
#     PACKER_TEST_REGISTRY_USER, PACKER_TEST_REGISTRY_PASSWORD
#     PACKER_TEST_OPEN_REGISTRY       host:port of one that does not
#     PACKER_TEST_PACKER              Packer itself, the peer
#     PACKER_TEST_MOTO                URL of moto, which plays EC2, where PACKER_COUNTERPART_MOTO names a Debian that has it
#     PACKER_TEST_EC2_MODEL           AWS's description of EC2, likewise
#
# Needs root and the packages that verify.sh installs. Several can run at once, beside the machine's own engine.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
. "$here/run-to-end.sh"

fail() {
    printf 'counterparts.sh: %s\n' "$1" >&2
    exit 2
}

(($# > 0)) || fail "which command? Usage: src/ci/counterparts.sh COMMAND [ARGUMENT...]"
[[ "$(id -u)" == 0 ]] || fail "must run as root: it starts a Docker engine in namespaces of its own"
for tool in dockerd docker docker-registry busybox htpasswd ip unshare setsid packer; do
    command -v "$tool" >/dev/null || fail "$tool is not here; src/ci/verify.sh installs it"
done

dir=$(mktemp -d "${TMPDIR:-/tmp}/packer-counterparts.XXXXXX")
# The far end works as long as this one is open, so it ends even when this script is killed.
exec {private_fd}> >(exec setsid unshare --mount --pid --fork --kill-child --mount-proc \
    bash "$here/counterparts-inside.sh" "$dir" "pkr$$" "${PACKER_COUNTERPART_MOTO:-}" >"$dir/log" 2>&1)
inside=$!

# Everything is taken down by the far end; this only waits for it, and not for ever.
stop() {
    exec {private_fd}>&-
    local tries=0
    while kill -0 "$inside" 2>/dev/null && ((tries++ < 300)); do
        sleep 0.1
    done
    if kill -9 "$inside" 2>/dev/null; then
        echo "counterparts.sh: the Docker engine did not stop within 30 seconds and was killed" >&2
    fi
    rm -rf --one-file-system "$dir"
}
trap stop EXIT

tries=0
until [[ -e "$dir/ready" ]]; do
    if ! kill -0 "$inside" 2>/dev/null || ((tries++ > 600)); then
        tail -n 25 "$dir/log" >&2
        fail "the counterparts did not start; above is the end of their log. They need root with all capabilities: \
a machine, or a privileged container"
    fi
    sleep 0.1
done

set -a
. "$dir/ready"
set +a
# Packer looks for news about itself unless it is told not to.
export CHECKPOINT_DISABLE=1

run_to_end "$@"
