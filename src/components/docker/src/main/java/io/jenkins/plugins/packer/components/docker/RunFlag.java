package io.jenkins.plugins.packer.components.docker;

import java.util.Optional;

/** The flags of {@code docker run} that {@code run_command} can have. */
enum RunFlag {
    ADD_HOST("add-host"),
    CAP_ADD("cap-add"),
    CAP_DROP("cap-drop"),
    CGROUP_PARENT("cgroup-parent"),
    CGROUPNS("cgroupns"),
    CPU_PERIOD("cpu-period"),
    CPU_QUOTA("cpu-quota"),
    CPU_SHARES("cpu-shares", 'c'),
    CPUS("cpus"),
    CPUSET_CPUS("cpuset-cpus"),
    CPUSET_MEMS("cpuset-mems"),
    DETACH("detach", 'd', true),
    DEVICE("device"),
    DEVICE_CGROUP_RULE("device-cgroup-rule"),
    DNS("dns"),
    DNS_OPTION("dns-option"),
    DNS_SEARCH("dns-search"),
    DOMAINNAME("domainname"),
    ENTRYPOINT("entrypoint"),
    ENV("env", 'e'),
    EXPOSE("expose"),
    GROUP_ADD("group-add"),
    HOSTNAME("hostname", 'h'),
    INIT("init", '\0', true),
    INTERACTIVE("interactive", 'i', true),
    IPC("ipc"),
    LABEL("label", 'l'),
    LOG_DRIVER("log-driver"),
    LOG_OPT("log-opt"),
    MEMORY("memory", 'm'),
    MEMORY_RESERVATION("memory-reservation"),
    MEMORY_SWAP("memory-swap"),
    MOUNT("mount"),
    NAME("name"),
    NETWORK("network"),
    NETWORK_ALIAS("network-alias"),
    NO_HEALTHCHECK("no-healthcheck", '\0', true),
    OOM_KILL_DISABLE("oom-kill-disable", '\0', true),
    OOM_SCORE_ADJ("oom-score-adj"),
    PID("pid"),
    PIDS_LIMIT("pids-limit"),
    PLATFORM("platform"),
    PRIVILEGED("privileged", '\0', true),
    PUBLISH("publish", 'p'),
    PUBLISH_ALL("publish-all", 'P', true),
    READ_ONLY("read-only", '\0', true),
    RESTART("restart"),
    RM("rm", '\0', true),
    RUNTIME("runtime"),
    SECURITY_OPT("security-opt"),
    SHM_SIZE("shm-size"),
    STOP_SIGNAL("stop-signal"),
    STOP_TIMEOUT("stop-timeout"),
    SYSCTL("sysctl"),
    TMPFS("tmpfs"),
    TTY("tty", 't', true),
    ULIMIT("ulimit"),
    USER("user", 'u'),
    USERNS("userns"),
    UTS("uts"),
    VOLUME("volume", 'v'),
    VOLUME_DRIVER("volume-driver"),
    VOLUMES_FROM("volumes-from"),
    WORKDIR("workdir", 'w');

    private final String flagName;
    private final char letter;
    private final boolean toggle;

    RunFlag(String flagName) {
        this(flagName, '\0', false);
    }

    RunFlag(String flagName, char letter) {
        this(flagName, letter, false);
    }

    RunFlag(String flagName, char letter, boolean toggle) {
        this.flagName = flagName;
        this.letter = letter;
        this.toggle = toggle;
    }

    /** Whether it stands without a value. */
    boolean isSwitch() {
        return toggle;
    }

    /** The long form, with its dashes. */
    String longForm() {
        return "--" + flagName;
    }

    /** The flag of a name without dashes. */
    static Optional<RunFlag> named(String name) {
        // The client knows these two by their older names as well.
        String current = name.equals("net") ? "network" : name.equals("net-alias") ? "network-alias" : name;
        for (RunFlag flag : values()) {
            if (flag.flagName.equals(current)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }

    /** The flag of a letter. */
    static Optional<RunFlag> abbreviated(char letter) {
        for (RunFlag flag : values()) {
            if (flag.letter == letter && letter != '\0') {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }
}
