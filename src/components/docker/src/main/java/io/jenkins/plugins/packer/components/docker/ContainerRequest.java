package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.components.docker.RunCommand.MalformedException;
import io.jenkins.plugins.packer.components.docker.RunCommand.Setting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the body of the API's {@code POST /containers/create} out of {@code docker run}'s flags, as the Docker client
 * does. docker-java's own model is not used: it lacks some of what the flags can say, such as mount options and
 * capabilities newer than itself.
 *
 * @param environment where {@code -e NAME} takes its value from
 * @param directory what relative host paths are relative to
 */
record ContainerRequest(Map<String, String> environment, Path directory) {
    /** The request's body. */
    ObjectNode json(RunCommand run) throws MalformedException {
        ObjectNode body = JsonTree.object();
        body.put("Image", run.image());
        ObjectNode host = body.putObject("HostConfig");
        if (!run.command().isEmpty()) {
            ArrayNode command = body.putArray("Cmd");
            run.command().forEach(command::add);
        }
        for (Setting setting : run.flags()) {
            try {
                if (!config(body, setting) && !limits(host, setting)) {
                    host(body, host, setting);
                }
            } catch (NumberFormatException e) {
                throw malformed(setting, "it is not a number");
            }
        }
        network(body, host, run);
        return body;
    }

    /** Flags of the container itself. */
    private boolean config(ObjectNode body, Setting setting) throws MalformedException {
        String value = setting.value();
        switch (setting.flag()) {
            case DETACH, NAME, PLATFORM -> {
                // Their place is elsewhere: the builder always detaches, name and platform go into the path.
            }
            case INTERACTIVE -> body.put("OpenStdin", isOn(setting));
            case TTY -> body.put("Tty", isOn(setting));
            case ENTRYPOINT -> body.putArray("Entrypoint").add(value);
            case ENV -> environment(body, value);
            case USER -> body.put("User", value);
            case WORKDIR -> body.put("WorkingDir", value);
            case HOSTNAME -> body.put("Hostname", value);
            case DOMAINNAME -> body.put("Domainname", value);
            case LABEL -> pair(body.withObject("/Labels"), value, "");
            case STOP_SIGNAL -> body.put("StopSignal", value);
            case STOP_TIMEOUT -> body.put("StopTimeout", Integer.parseInt(value));
            case NO_HEALTHCHECK -> {
                if (isOn(setting)) {
                    body.putObject("Healthcheck").putArray("Test").add("NONE");
                }
            }
            case EXPOSE -> body.withObject("/ExposedPorts").putObject(Ports.port(value));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Flags that limit what the container may use. */
    private static boolean limits(ObjectNode host, Setting setting) throws MalformedException {
        String value = setting.value();
        switch (setting.flag()) {
            case MEMORY -> host.put("Memory", bytes(setting));
            case MEMORY_RESERVATION -> host.put("MemoryReservation", bytes(setting));
            case MEMORY_SWAP -> host.put("MemorySwap", value.equals("-1") ? -1 : bytes(setting));
            case SHM_SIZE -> host.put("ShmSize", bytes(setting));
            case CPUS ->
                host.put("NanoCpus", new BigDecimal(value).movePointRight(9).longValue());
            case CPU_SHARES -> host.put("CpuShares", Long.parseLong(value));
            case CPU_PERIOD -> host.put("CpuPeriod", Long.parseLong(value));
            case CPU_QUOTA -> host.put("CpuQuota", Long.parseLong(value));
            case CPUSET_CPUS -> host.put("CpusetCpus", value);
            case CPUSET_MEMS -> host.put("CpusetMems", value);
            case PIDS_LIMIT -> host.put("PidsLimit", Long.parseLong(value));
            case OOM_KILL_DISABLE -> host.put("OomKillDisable", isOn(setting));
            case OOM_SCORE_ADJ -> host.put("OomScoreAdj", Integer.parseInt(value));
            case ULIMIT -> ulimit(host, setting);
            case CGROUP_PARENT -> host.put("CgroupParent", value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Flags of the container's surroundings. */
    private void host(ObjectNode body, ObjectNode host, Setting setting) throws MalformedException {
        String value = setting.value();
        switch (setting.flag()) {
            case VOLUME -> volume(body, host, value);
            case MOUNT -> host.withArray("/Mounts").add(MountFlag.json(value, directory));
            case TMPFS -> pair(host.withObject("/Tmpfs"), value.replaceFirst(":", "="), "");
            case VOLUMES_FROM -> host.withArray("/VolumesFrom").add(value);
            case VOLUME_DRIVER -> host.put("VolumeDriver", value);
            case NETWORK -> host.put("NetworkMode", value);
            case DNS -> host.withArray("/Dns").add(value);
            case DNS_SEARCH -> host.withArray("/DnsSearch").add(value);
            case DNS_OPTION -> host.withArray("/DnsOptions").add(value);
            case ADD_HOST -> host.withArray("/ExtraHosts").add(value.replaceFirst("=", ":"));
            case PUBLISH -> Ports.publish(body, host, value);
            case PUBLISH_ALL -> host.put("PublishAllPorts", isOn(setting));
            case SECURITY_OPT -> host.withArray("/SecurityOpt").add(securityOption(value));
            case CAP_ADD -> host.withArray("/CapAdd").add(value);
            case CAP_DROP -> host.withArray("/CapDrop").add(value);
            case PRIVILEGED -> host.put("Privileged", isOn(setting));
            case READ_ONLY -> host.put("ReadonlyRootfs", isOn(setting));
            case DEVICE -> device(host, setting);
            case DEVICE_CGROUP_RULE -> host.withArray("/DeviceCgroupRules").add(value);
            case GROUP_ADD -> host.withArray("/GroupAdd").add(value);
            case SYSCTL -> pair(host.withObject("/Sysctls"), value, "");
            case INIT -> host.put("Init", isOn(setting));
            case RM -> host.put("AutoRemove", isOn(setting));
            case RESTART -> restart(host, setting);
            case RUNTIME -> host.put("Runtime", value);
            case IPC -> host.put("IpcMode", value);
            case PID -> host.put("PidMode", value);
            case USERNS -> host.put("UsernsMode", value);
            case UTS -> host.put("UTSMode", value);
            case CGROUPNS -> host.put("CgroupnsMode", value);
            case LOG_DRIVER -> host.withObject("/LogConfig").put("Type", value);
            case LOG_OPT -> pair(host.withObject("/LogConfig").withObject("/Config"), value, "");
            case NETWORK_ALIAS -> {
                // Added once the network is known.
            }
            default -> throw new MalformedException("the flag " + setting.flag().longForm() + " is not supported");
        }
    }

    private void environment(ObjectNode body, String value) {
        ArrayNode variables = body.withArray("/Env");
        if (value.indexOf('=') >= 0) {
            variables.add(value);
        } else if (environment.containsKey(value)) {
            variables.add(value + "=" + environment.get(value));
        }
    }

    private void volume(ObjectNode body, ObjectNode host, String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            body.withObject("/Volumes").putObject(value);
        } else {
            host.withArray("/Binds").add(hostPath(value.substring(0, colon)) + value.substring(colon));
        }
    }

    /** A host's path as the engine wants it: absolute; a name without a slash is a volume's and stays. */
    private String hostPath(String path) {
        if (path.equals("~") || path.startsWith("~/")) {
            return DockerFiles.home(environment)
                    .resolve(path.substring(Math.min(2, path.length())))
                    .toString();
        }
        return path.startsWith(".") ? directory.resolve(path).normalize().toString() : path;
    }

    private static void device(ObjectNode host, Setting setting) throws MalformedException {
        String[] parts = setting.value().split(":", -1);
        String inside = parts[0];
        String permissions = "rwm";
        if (parts.length == 2 && !parts[1].startsWith("/")) {
            permissions = parts[1];
        } else if (parts.length >= 2) {
            inside = parts[1];
            permissions = parts.length == 3 ? parts[2] : permissions;
        }
        if (parts.length > 3 || !permissions.matches("[rwm]{1,3}")) {
            throw malformed(setting, "it must look like /dev/fuse, /dev/a:/dev/b or /dev/a:/dev/b:rwm");
        }
        host.withArray("/Devices")
                .addObject()
                .put("PathOnHost", parts[0])
                .put("PathInContainer", inside)
                .put("CgroupPermissions", permissions);
    }

    private static void ulimit(ObjectNode host, Setting setting) throws MalformedException {
        String[] parts = setting.value().split("[=:]", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw malformed(setting, "it must look like nofile=1024 or nofile=1024:2048");
        }
        host.withArray("/Ulimits")
                .addObject()
                .put("Name", parts[0])
                .put("Soft", Long.parseLong(parts[1]))
                .put("Hard", Long.parseLong(parts[parts.length - 1]));
    }

    private static void restart(ObjectNode host, Setting setting) {
        String[] parts = setting.value().split(":", 2);
        host.putObject("RestartPolicy")
                .put("Name", parts[0])
                .put("MaximumRetryCount", parts.length == 2 ? Integer.parseInt(parts[1]) : 0);
    }

    /** The engine wants a seccomp profile itself where the client is given its path. */
    private String securityOption(String value) throws MalformedException {
        String option = value.replaceFirst("^(seccomp|apparmor|label|systempaths):", "$1=");
        String profile = option.startsWith("seccomp=") ? option.substring("seccomp=".length()) : "";
        if (profile.isEmpty() || profile.equals("unconfined") || profile.equals("builtin") || profile.startsWith("{")) {
            return option;
        }
        try {
            return "seccomp=" + Files.readString(directory.resolve(profile));
        } catch (IOException e) {
            throw new MalformedException("the seccomp profile " + profile + " cannot be read: " + e.getMessage());
        }
    }

    private static void network(ObjectNode body, ObjectNode host, RunCommand run) {
        List<String> aliases = run.all(RunFlag.NETWORK_ALIAS);
        if (!aliases.isEmpty()) {
            ArrayNode array = body.putObject("NetworkingConfig")
                    .putObject("EndpointsConfig")
                    .putObject(host.path("NetworkMode").asText("bridge"))
                    .putArray("Aliases");
            aliases.forEach(array::add);
        }
    }

    private static void pair(ObjectNode map, String value, String otherwise) {
        int equals = value.indexOf('=');
        map.put(equals < 0 ? value : value.substring(0, equals), equals < 0 ? otherwise : value.substring(equals + 1));
    }

    private static boolean isOn(Setting setting) {
        return setting.value().equals("true");
    }

    /** A size such as {@code 512m}; the units are powers of 1024. */
    private static long bytes(Setting setting) throws MalformedException {
        String text = setting.value().toLowerCase(Locale.ROOT);
        if (text.endsWith("ib")) {
            text = text.substring(0, text.length() - 2);
        } else if (text.length() > 1 && text.endsWith("b")) {
            text = text.substring(0, text.length() - 1);
        }
        int unit = text.isEmpty() ? -1 : "kmgt".indexOf(text.charAt(text.length() - 1));
        try {
            BigDecimal number = new BigDecimal(unit < 0 ? text : text.substring(0, text.length() - 1));
            return number.multiply(BigDecimal.valueOf(1L << (10 * (unit + 1)))).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw malformed(setting, "it must be a size such as 512m or 2g");
        }
    }

    static MalformedException malformed(Setting setting, String why) {
        return new MalformedException(
                "the value \"" + setting.value() + "\" of " + setting.flag().longForm() + " is not understood: " + why);
    }
}
