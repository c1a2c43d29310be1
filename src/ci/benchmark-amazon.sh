#!/usr/bin/env bash
# Measures this project's packer beside Packer itself with amazon-ebs builds, and prints a Markdown table: the time from the
# start of the process to the first request to EC2, that of a whole build, and 20 builds at once from one template. EC2 is
# moto, the instances are one real OpenSSH server on the loopback interface. docs/performance.md says how to read it.
#
#     src/ci/benchmark-amazon.sh
#
# Environment: OURS and PACKER (the two programs), ROUNDS (of one build, default 9; a third of it for the 20),
# PACKER_COUNTERPART_MOTO (a Debian with moto, by default where verify.sh lays it out). Needs root, the packages that
# verify.sh installs, a JDK, curl and GNU time.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
if [[ -z "${PACKER_TEST_MOTO:-}" ]]; then
    export PACKER_COUNTERPART_MOTO=${PACKER_COUNTERPART_MOTO:-/var/cache/packer-counterparts/moto}
    exec "$here/counterparts.sh" "$here/benchmark-amazon.sh" "$@"
fi

ours=${OURS:-$here/../cli/target/packer/bin/packer}
packer=${PACKER:-$PACKER_TEST_PACKER}
rounds=${ROUNDS:-9}
few=$((rounds / 3 > 0 ? rounds / 3 : 1))
builds=20
for tool in java javac curl ssh-keygen ssh-keyscan /usr/sbin/sshd /usr/bin/time "$ours" "$packer"; do
    command -v "$tool" >/dev/null || {
        echo "benchmark-amazon.sh: $tool is not here (apt-get install openssh-server openssh-client curl time packer)" >&2
        exit 2
    }
done
work=$(mktemp -d)
server=
trap '[[ -z "$server" ]] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1 PACKER_CONFIG_DIR=$work
# Where they ask again whether something is done, both wait for a second.
export AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=secret AWS_POLL_DELAY_SECONDS=1 AWS_MAX_ATTEMPTS=300
# Compiled before, so that what measures takes as little as possible of the machine.
javac -d "$work" "$here/benchmark/FirstCall.java" "$here/benchmark/TreeMemory.java"

start_instance() {
    local port tries
    ssh-keygen -q -t ed25519 -N '' -f key
    ssh-keygen -q -t ed25519 -N '' -f host
    mkdir -p /run/sshd
    for ((tries = 0; tries < 20; tries++)); do
        port=$((20000 + RANDOM % 10000))
        cat >sshd_config <<END
Port $port
ListenAddress 127.0.0.1
HostKey $work/host
PidFile none
StrictModes no
PermitRootLogin yes
MaxStartups 200
AuthorizedKeysFile $work/key.pub
Subsystem sftp internal-sftp
END
        /usr/sbin/sshd -D -e -f "$work/sshd_config" 2>sshd.log &
        server=$!
        while kill -0 "$server" 2>/dev/null; do
            if ssh-keyscan -p "$port" 127.0.0.1 >/dev/null 2>&1; then
                instance_port=$port
                return
            fi
        done
    done
    echo "benchmark-amazon.sh: sshd does not start: $(cat sshd.log)" >&2
    exit 2
}

# template NAME COUNT: builds that start from moto's image and end with the instance's answer.
template() {
    local i
    {
        printf 'variable "endpoint" {\n  type = string\n}\n\n'
        for ((i = 0; i < $2; i++)); do
            cat <<END
source "amazon-ebs" "m$i" {
  region               = "us-east-1"
  custom_endpoint_ec2  = var.endpoint
  ami_name             = "benchmark-$i"
  instance_type        = "t3.micro"
  ssh_username         = "root"
  ssh_host             = "127.0.0.1"
  ssh_port             = $instance_port
  ssh_keypair_name     = "benchmark"
  ssh_private_key_file = "$work/key"

  source_ami_filter {
    filters     = { name = "amzn2-ami-hvm-2.*-x86_64-gp2" }
    owners      = ["amazon"]
    most_recent = true
  }
}

END
        done
        printf 'build {\n  sources = ['
        for ((i = 0; i < $2; i++)); do printf '"source.amazon-ebs.m%d", ' "$i"; done
        printf ']\n\n  provisioner "shell" {\n    inline = ["echo hello"]\n  }\n}\n'
    } >"$1.pkr.hcl"
}

# An account without images, which knows the key pair.
reset_account() {
    curl -fsS -X POST "$PACKER_TEST_MOTO/moto-api/reset" >/dev/null
    curl -fsS "$PACKER_TEST_MOTO" -o /dev/null \
        -H 'Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=none' \
        -d Action=ImportKeyPair -d Version=2016-11-15 -d KeyName=benchmark \
        --data-urlencode "PublicKeyMaterial=$(base64 -w0 key.pub)"
}

# relayed COMMAND...: with moto behind the relay; prints "seconds-to-the-first-request seconds-in-all".
relayed() {
    reset_account
    java -cp "$work" FirstCall out.log "$PACKER_TEST_MOTO" "$@"
}

# first PROGRAM: the same of one build.
first() {
    relayed "$1" build -color=false -var endpoint=@ one.pkr.hcl
}

# twenty PROGRAM: "wall processor", seconds.
twenty() {
    relayed /usr/bin/time -f '%e %U %S' -o time.txt "$1" build -color=false -var endpoint=@ twenty.pkr.hcl >/dev/null
    tail -1 time.txt | awk '{print $1, $2 + $3}'
}

# memory PROGRAM TEMPLATE: MiB that its whole tree of processes held at most, and how many processes.
memory() {
    relayed java -cp "$work" TreeMemory 1 "$1" build -color=false -var endpoint=@ "$2.pkr.hcl" >/dev/null
    awk '{printf "%.0f MiB in %d", $1 / 1024, $2}' out.log
}

# spread FILE COLUMN: minimum / median / maximum.
spread() {
    awk -v c="$2" '{print $c}' "$1" | sort -n |
        awk '{all[NR] = $1} END {printf "%.2f / %.2f / %.2f", all[1], all[int((NR + 1) / 2)], all[NR]}'
}

median() {
    awk -v c="$2" '{print $c}' "$1" | sort -n | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'
}

# row NAME FILE COLUMN [MEMORY-OF-OURS MEMORY-OF-PACKER]
row() {
    awk -v name="$1" -v a="$(spread "ours.$2" "$3")" -v b="$(spread "packer.$2" "$3")" \
        -v x="$(median "ours.$2" "$3")" -v y="$(median "packer.$2" "$3")" -v m="${4:-}" -v n="${5:-}" \
        'BEGIN {printf "| %s | %s | %s | %.1f | %s | %s |\n", name, a, b, y / x, m, n}'
}

start_instance
template one 1
template twenty "$builds"
for who in ours packer; do first "${!who}" >/dev/null; done
for ((round = 0; round < rounds; round++)); do
    for who in $( ((round % 2)) && echo packer ours || echo ours packer); do first "${!who}" >>"$who.one"; done
done
for ((round = 0; round < few; round++)); do
    for who in $( ((round % 2)) && echo packer ours || echo ours packer); do twenty "${!who}" >>"$who.twenty"; done
done

echo "ours: $("$ours" version | head -n 1); beside: $("$packer" version | head -n 1)"
echo "$(nproc) processors, $(uname -sr), $(java -version 2>&1 | head -n 1); load: $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo
echo "| seconds: min / median / max | ours | Packer | Packer's median : ours | memory, processes: ours | Packer |"
echo "|---|---|---|---|---|---|"
row "from the start of \`packer build\` to the first request" one 1
row "one whole build" one 2 "$(memory "$ours" one)" "$(memory "$packer" one)"
row "$builds builds at once" twenty 1 "$(memory "$ours" twenty)" "$(memory "$packer" twenty)"
row "the same, processor time" twenty 2
