#!/usr/bin/env bash
# Installs the programs that the tests work against, starts them, and runs every test with none of them allowed to be
# missing. Needs root on Debian 12 (or a later Debian) with network access to a Debian mirror and Maven Central.
# Arguments are passed on to Maven. The exit code is Maven's: 0 when every test passed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
. src/ci/run-to-end.sh

readonly packages=(
    packer                             # the peer that results are compared with
    docker.io docker-registry          # the engine and the registry that images are built in and pushed to
    busybox-static                     # the image that they start from
    apache2-utils                      # htpasswd, for the registry's password
    iproute2 util-linux                # ip and unshare: the engine gets its own bridge and its own namespaces
    ansible-core                       # what the ansible provisioners run, here and in a container
    puppet-agent                       # likewise, the puppet provisioners
    git                                # formulas of the salt provisioner
    winrmcp python3-winrm              # clients that the test machine with WinRM is checked with
    openssh-server openssh-client      # the machine that the ssh communicator works on, its keys and its agent
    passwd                             # users with a password for it
    e2fsprogs mount                    # a volume for amazon-chroot, behind a loop device
    mmdebstrap                         # lays out the later Debian that has moto, which plays EC2
    golang-go                          # compiles the oracle that the parser is compared with
    golang-github-hashicorp-hcl-v2-dev # the parser behind that oracle
)
# From the start of this script; a run that hangs ends with an error instead of blocking its agent.
readonly limit_seconds=1740

need() {
    printf 'verify.sh: %s\n' "$1" >&2
    exit 2
}

install_packages() {
    local package missing=() guard=/usr/sbin/policy-rc.d guarded=no
    for package in "$@"; do
        [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" == installed ]] ||
            missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then
        return
    fi
    echo "verify.sh: installing ${missing[*]}"
    # The packages come with services: those would take ports and sockets that are not ours to take.
    if [[ ! -e "$guard" ]]; then
        printf '#!/bin/sh\nexit 101\n' >"$guard"
        chmod 0755 "$guard"
        guarded=yes
    fi
    local status=0
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update &&
        apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
            --no-install-recommends install "${missing[@]}" || status=$?
    if [[ "$guarded" == yes ]]; then
        rm -f "$guard"
    fi
    ((status == 0)) || need "apt-get could not install: ${missing[*]}"
}

# moto is in a later Debian only: that is laid out in a folder, from the mirror that this machine uses, and entered by
# chroot. The folder stays for the next run.
lay_out_moto() {
    local folder=$1 mirror
    if [[ -e "$folder/usr/bin/moto_server" ]]; then
        return
    fi
    echo "verify.sh: laying out moto in $folder"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v -- -security | head -n 1)
    rm -rf --one-file-system "$folder" "$folder.part"
    mkdir -p "$(dirname "$folder")"
    mmdebstrap --quiet --variant=apt --include=python3-moto,python3-flask,python3-flask-cors \
        trixie "$folder.part" "deb $mirror trixie main" || need "mmdebstrap could not lay out moto from Debian's trixie"
    mv "$folder.part" "$folder"
}

print_versions() {
    echo "verify.sh: runs against"
    dpkg-query -W -f '  ${Package} ${Version}\n' "${packages[@]}"
    mvn -v | sed -n -e 's/\x1b\[[0-9;]*m//g' -e 's/^\(Apache Maven\|Java version\)/  \1/p'
}

# Adds up the reports that this run wrote; those of earlier runs are older than the marker.
print_totals() {
    find . -path '*/target/*-reports/TEST-*.xml' -newer "$1" -exec grep -h -m 1 '<testsuite ' {} + |
        awk '{
                 for (i = 1; i <= NF; i++)
                     if (match($i, /^(tests|failures|errors|skipped)="[0-9]+"/)) {
                         split($i, part, "\"")
                         sum[part[1]] += part[2]
                     }
             }
             END {
                 printf "verify.sh: %d tests run, %d failures, %d errors, %d skipped\n",
                     sum["tests="], sum["failures="], sum["errors="], sum["skipped="]
             }'
}

[[ "$(id -u)" == 0 ]] || need "must run as root: it installs Debian packages and starts a Docker engine in namespaces \
of its own. Run it as root on a machine or in a privileged container. Without root, 'mvn verify' runs the tests \
that need none of that and lists the others as skipped."
command -v apt-get >/dev/null || need "needs a Debian system: apt-get is not here"

extra=()
command -v javac >/dev/null || extra+=(openjdk-17-jdk-headless)
command -v mvn >/dev/null || extra+=(maven)
install_packages "${packages[@]}" "${extra[@]}"
export PACKER_COUNTERPART_MOTO=/var/cache/packer-counterparts/moto
lay_out_moto "$PACKER_COUNTERPART_MOTO"
print_versions

marker=$(mktemp)
trap 'rm -f "$marker"' EXIT
status=0
run_to_end src/ci/counterparts.sh timeout --foreground --kill-after=60 "$((limit_seconds - SECONDS))" \
    mvn -B -ntp --fail-at-end -Dcounterparts=required "$@" verify || status=$?
print_totals "$marker"
if ((status == 124 || status == 137)); then
    echo "verify.sh: stopped, since it was not done after $((limit_seconds / 60)) minutes" >&2
fi
exit "$status"
