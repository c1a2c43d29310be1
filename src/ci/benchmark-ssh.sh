#!/usr/bin/env bash
# Measures this project's packer beside Packer itself over one OpenSSH server on the loopback interface, and prints a
# Markdown table: wall and processor seconds of each, and how many times faster ours is. The two take turns in every round,
# so that what else the machine does hits both alike.
#
#     src/ci/benchmark-ssh.sh
#
# The server does not see the login files of whoever runs this (~/.bashrc): what they do for each command would be most of
# what is measured.
#
# The last cases are over a way that takes its time in each direction, as it shows there only how often a program waits for an
# answer: the many files up and the commands at DISTANCE_US, as within a data centre; the commands, and ten scripts one after
# the other, at ELSEWHERE_US, as to another region.
#
# Environment: OURS and PACKER (the two programs), ROUNDS (default 3), SIZE_MB (of the one file, default 1024), FILES (of
# the many, default 20000), DISTANCE_US (default 500 microseconds) and ELSEWHERE_US (default 20000). Needs root for sshd, a JDK, and
# openssh-server, openssh-client, python3 and GNU time.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
ours=${OURS:-$here/../cli/target/packer/bin/packer}
packer=${PACKER:-/usr/bin/packer}
rounds=${ROUNDS:-3}
size=${SIZE_MB:-1024}
files=${FILES:-20000}
distance=${DISTANCE_US:-500}
elsewhere=${ELSEWHERE_US:-20000}
for tool in java python3 ssh-keygen /usr/sbin/sshd /usr/bin/time "$ours" "$packer"; do
    command -v "$tool" >/dev/null || {
        echo "benchmark-ssh.sh: $tool is not here (apt-get install openssh-server openssh-client python3 time packer)" >&2
        exit 2
    }
done
work=$(mktemp -d)
started=()
trap '[[ -z "${started[*]}" ]] || kill "${started[@]}"; rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1 PACKER_CONFIG_DIR=$work

# Packer 1.6.6 signs with RSA keys by SHA-1 only, which servers refuse by now, so the key is an ECDSA one.
ssh-keygen -q -t ecdsa -N '' -f key
ssh-keygen -q -t ecdsa -N '' -f host
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >sshd_config <<EOF
Port $port
ListenAddress 127.0.0.1
HostKey $work/host
PidFile none
StrictModes no
PermitRootLogin yes
MaxStartups 200
AuthorizedKeysFile $work/key.pub
Subsystem sftp internal-sftp
EOF
mkdir -p /run/sshd
login=~/.bashrc
unshare --mount sh -c '[ ! -e "$1" ] || mount --bind /dev/null "$1"; exec /usr/sbin/sshd -D -e -f "$2"' \
    sh "$login" "$work/sshd_config" 2>sshd.log &
started+=($!)
for ((i = 0; i < 100; i++)); do
    ! ssh-keyscan -p "$port" 127.0.0.1 >/dev/null 2>&1 || break
done
mkfifo far elsewhere
java "$here/benchmark/Distance.java" "$port" "$distance" >far &
started+=($!)
read -r far_port <far
java "$here/benchmark/Distance.java" "$port" "$elsewhere" >elsewhere &
started+=($!)
read -r elsewhere_port <elsewhere

head -c "${size}M" /dev/urandom >big
mkdir many remote
python3 - "$files" <<'EOF'
import os, sys
count = int(sys.argv[1])
for i in range(count):
    folder = "many/%d" % (i // 200)
    os.makedirs(folder, exist_ok=True)
    with open("%s/%d" % (folder, i), "wb") as out:
        out.write(os.urandom(5120))
EOF

# template NAME SOURCES PROVISIONER [PORT]
template() {
    local i port=${4:-$port}
    {
        for ((i = 0; i < $2; i++)); do
            printf 'source "null" "m%d" {\n  ssh_host = "127.0.0.1"\n  ssh_port = %d\n' "$i" "$port"
            printf '  ssh_username = "root"\n  ssh_private_key_file = "%s/key"\n}\n' "$work"
        done
        printf 'build {\n  sources = ['
        for ((i = 0; i < $2; i++)); do printf '"source.null.m%d", ' "$i"; done
        printf ']\n  %s\n}\n' "$3"
    } >"$1.pkr.hcl"
}

inline=$(for ((i = 0; i < 50; i++)); do printf '"echo %d", ' "$i"; done)
template upload-one 1 "provisioner \"file\" {
    source = \"$work/big\"
    destination = \"$work/remote/big\"
  }"
template download-one 1 "provisioner \"file\" {
    direction = \"download\"
    source = \"$work/big\"
    destination = \"$work/back\"
  }"
template upload-many 1 "provisioner \"file\" {
    source = \"$work/many\"
    destination = \"$work/remote\"
  }"
template download-many 1 "provisioner \"file\" {
    direction = \"download\"
    source = \"$work/many/\"
    destination = \"$work/back-many\"
  }"
template shell 1 "provisioner \"shell\" {
    inline = [$inline]
  }"
template upload-many-far 1 "provisioner \"file\" {
    source = \"$work/many\"
    destination = \"$work/remote\"
  }" "$far_port"
template shell-far 1 "provisioner \"shell\" {
    inline = [$inline]
  }" "$far_port"
template shell-elsewhere 1 "provisioner \"shell\" {
    inline = [$inline]
  }" "$elsewhere_port"
template scripts-elsewhere 1 "$(for ((i = 0; i < 10; i++)); do printf '  provisioner "shell" {\n    inline = ["echo hello"]\n  }\n'; done)" \
    "$elsewhere_port"
template twenty 20 "provisioner \"shell\" {
    inline = [\"echo hello\"]
  }"

# run PROGRAM TEMPLATE: one line "wall processor", seconds.
run() {
    rm -rf back back-many remote
    mkdir remote back-many
    if ! /usr/bin/time -f '%e %U %S' -o time.txt "$1" build "$2.pkr.hcl" >out.log 2>&1; then
        tail -5 out.log >&2
        echo "benchmark-ssh.sh: $1 build $2 failed" >&2
        exit 1
    fi
    tail -1 time.txt | awk '{print $1, $2 + $3}'
}

median() {
    sort -n "$1" | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'
}

echo "| case | ours, wall s | Packer, wall s | Packer / ours | ours, processor s | Packer, processor s |"
echo "|---|---|---|---|---|---|"
for case in upload-one download-one upload-many download-many shell twenty upload-many-far shell-far shell-elsewhere scripts-elsewhere; do
    rm -f ./*.wall ./*.cpu
    for ((round = 0; round < rounds; round++)); do
        for who in $( ((round % 2)) && echo packer ours || echo ours packer); do
            read -r wall cpu <<<"$(run "${!who}" "$case")"
            echo "$wall" >>"$who.wall"
            echo "$cpu" >>"$who.cpu"
        done
    done
    awk -v c="$case" -v a="$(median ours.wall)" -v b="$(median packer.wall)" -v d="$(median ours.cpu)" \
        -v e="$(median packer.cpu)" 'BEGIN {printf "| %s | %.2f | %.2f | %.1f | %.2f | %.2f |\n", c, a, b, b / a, d, e}'
done
