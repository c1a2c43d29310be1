#!/usr/bin/env bash
# The part of counterparts.sh that runs in a mount and a process namespace of its own: what it mounts and starts is
# invisible outside and gone with it. Ends when its standard input closes.
#
#     counterparts-inside.sh DIRECTORY NAME MOTO
#
# Writes DIRECTORY/ready, a list of environment variables, when everything answers. NAME names the bridge and the
# control group, so it is unique on the machine and at most 15 characters long. MOTO is the folder of a Debian with moto,
# or empty.
set -euo pipefail
dir=$1
name=$2
moto=$3
children=()

stop() {
    set +e
    if ((${#children[@]} > 0)); then
        docker ps -aq 2>/dev/null | xargs -r docker rm -f >/dev/null 2>&1
        kill -TERM "${children[@]}"
        wait "${children[@]}"
    fi
    ip link delete "$name" 2>/dev/null
    find /sys/fs/cgroup -depth -type d -path "*/$name*" -exec rmdir {} \; 2>/dev/null
    rm -rf --one-file-system "$dir"
}
trap stop EXIT

# An engine needs control groups; a small container may have none mounted.
mount_cgroups() {
    if ! grep -q ' /sys/fs/cgroup.* cgroup' /proc/self/mounts; then
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
    fi
}

# An engine that finds the machine's own containerd would use that one, and share its containers.
hide_containerd() {
    mkdir -p /run/containerd
    mount -t tmpfs tmpfs /run/containerd
}

# The first block of the range for benchmarks (RFC 2544) that nobody has here: no route to the world leads there.
add_bridge() {
    local third
    for third in {0..255}; do
        if ! ip -o address | grep -qF " 198.18.$third."; then
            ip link add name "$name" type bridge
            ip address add "198.18.$third.1/24" dev "$name"
            ip link set "$name" up
            return
        fi
    done
    echo "no free network for the Docker engine in 198.18.0.0/16"
    return 1
}

# Containers reach this machine and each other, and nothing else: no firewall rule or kernel setting is touched.
start_engine() {
    export DOCKER_HOST="unix://$dir/docker.sock" DOCKER_CONFIG="$dir/docker"
    mkdir "$DOCKER_CONFIG"
    dockerd --host "$DOCKER_HOST" --config-file "$dir/dockerd.json" --data-root "$dir/data" --exec-root "$dir/exec" \
        --pidfile "$dir/dockerd.pid" --bridge "$name" --iptables=false --ip6tables=false --ip-masq=false \
        --ip-forward=false --cgroup-parent "/$name" --shutdown-timeout 2 </dev/null &
    children+=($!)
    await "the Docker engine" docker version
}

import_image() {
    local root=$dir/root applet
    mkdir -p "$root"/{bin,etc,proc,root,sys,tmp,var/tmp}
    chmod 1777 "$root/tmp" "$root/var/tmp"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    echo 'nobody:x:65534:65534:nobody:/:/bin/sh' >>"$root/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
    cp "$(command -v busybox)" "$root/bin/busybox"
    for applet in $("$root/bin/busybox" --list); do
        [[ "$applet" == busybox ]] || ln -s busybox "$root/bin/$applet"
    done
    tar -C "$root" -c . | docker import --change 'CMD ["/bin/sh"]' - "$1"
    docker run --rm "$1" true
}

# start_registry NAME [HTPASSWD-FILE]: the port is the one that the system hands out; it is read from the log.
start_registry() {
    local log=$dir/$1.log
    {
        printf 'version: 0.1\nlog: {level: info}\n'
        printf 'storage: {filesystem: {rootdirectory: "%s"}, delete: {enabled: true}}\n' "$dir/$1"
        printf 'http: {addr: "127.0.0.1:0", secret: "%s"}\n' "$(secret)"
        if (($# > 1)); then
            printf 'auth: {htpasswd: {realm: packer-test, path: "%s"}}\n' "$2"
        fi
    } >"$dir/$1.yml"
    docker-registry serve "$dir/$1.yml" >"$log" 2>&1 </dev/null &
    children+=($!)
    await "the registry ($1)" grep -q 'listening on 127' "$log"
}

registry_address() {
    sed -n 's/.*listening on \(127[0-9.:]*\).*/\1/p' "$dir/$1.log" | head -n 1
}

start_moto() {
    local log=$dir/moto.log
    # It has the network of this machine and nothing else of it.
    chroot "$moto" moto_server -H 127.0.0.1 -p 0 >"$log" 2>&1 </dev/null &
    children+=($!)
    await "moto" grep -q 'Running on' "$log"
    moto_address=$(sed -n 's/.*Running on \(http:[^ ]*\).*/\1/p' "$log" | head -n 1)
}

secret() {
    od -An -tx1 -N16 /dev/urandom | tr -d ' \n'
}

# await WHAT COMMAND...: until the command succeeds, for 30 seconds at most.
await() {
    local what=$1 tries=0
    shift
    until "$@" >/dev/null 2>&1; do
        if ((tries++ > 300)) || ! kill -0 "${children[-1]}"; then
            echo "$what did not start"
            return 1
        fi
        sleep 0.1
    done
}

mount_cgroups
hide_containerd
add_bridge
echo '{}' >"$dir/dockerd.json"
start_engine
image=packer-test/busybox:latest
import_image "$image"
user=packer
password=$(secret)
htpasswd -Bin "$user" >"$dir/htpasswd" <<<"$password"
start_registry open
start_registry guarded "$dir/htpasswd"
if [[ -n "$moto" ]]; then
    start_moto
fi

cat >"$dir/ready.part" <<END
DOCKER_HOST=$DOCKER_HOST
DOCKER_CONFIG=$DOCKER_CONFIG
PACKER_TEST_IMAGE=$image
PACKER_TEST_REGISTRY=$(registry_address guarded)
PACKER_TEST_REGISTRY_USER=$user
PACKER_TEST_REGISTRY_PASSWORD=$password
PACKER_TEST_OPEN_REGISTRY=$(registry_address open)
PACKER_TEST_PACKER=$(command -v packer)
END
if [[ -n "$moto" ]]; then
    model=$(find "$moto/usr/lib/python3/dist-packages/botocore/data/ec2" -path '*/2016-11-15/service-2.json')
    printf 'PACKER_TEST_MOTO=%s/\nPACKER_TEST_EC2_MODEL=%s\n' "$moto_address" "$model" >>"$dir/ready.part"
fi
mv "$dir/ready.part" "$dir/ready"
cat >/dev/null
