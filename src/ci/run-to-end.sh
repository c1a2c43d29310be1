# Sourced. run_to_end COMMAND [ARGUMENT...] runs a command, hands SIGINT and SIGTERM on to it as SIGTERM, and returns
# its exit code when it has ended: a script that is stopped goes on to clean up, and nothing it started outlives it.
# A descriptor named by the variable private_fd is not inherited.
run_to_end() {
    local child status
    if [[ -n "${private_fd:-}" ]]; then
        "$@" {private_fd}>&- <&0 &
    else
        "$@" <&0 &
    fi
    child=$!
    trap 'kill -TERM "$child" 2>/dev/null || true' INT TERM
    while true; do
        status=0
        wait "$child" || status=$?
        # A signal ends the wait, but not the command.
        kill -0 "$child" 2>/dev/null || break
    done
    trap - INT TERM
    return "$status"
}
