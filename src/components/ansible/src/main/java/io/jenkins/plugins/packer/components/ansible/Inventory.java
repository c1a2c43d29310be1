package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.file.LocalWrite;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The inventory of one use of the provisioner.
 *
 * @param options the user's
 * @param target how Ansible reaches the machine
 * @param version of Ansible
 */
record Inventory(InventoryOptions options, Target target, AnsibleVersion version) {
    private static final String SSH =
            "{{ .HostAlias }} ansible_host={{ .Host }} ansible_user={{ .User }}" + " ansible_port={{ .Port }}\n";
    /** Names of Ansible 1. */
    private static final String OLD_SSH = "{{ .HostAlias }} ansible_ssh_host={{ .Host }} ansible_ssh_user={{ .User }}"
            + " ansible_ssh_port={{ .Port }}\n";

    /** The commands that come through the proxy run in {@code cmd.exe}, where there is no {@code /bin/sh}. */
    private static final String PROXIED_WINDOWS = SSH.stripTrailing() + " ansible_shell_type=cmd\n";

    private static final Pattern PLAIN = Pattern.compile("[^\\s'\"\\\\#]*");

    /** Its text, as Packer writes it: the machine's line, then the same in each of its groups, then the empty groups. */
    String text(ProvisionContext context) throws ComponentException {
        String own = options.inventoryFileTemplate();
        String template = own != null && !own.isEmpty() ? own : defaultTemplate(context);
        Map<String, Object> data = new HashMap<>(context.generated());
        data.put("HostAlias", options.hostAlias());
        data.put("Host", target.host());
        data.put("User", own != null && !own.isEmpty() ? target.user() : user(context));
        data.put("Port", target.port());
        String line;
        try {
            line = context.templates().render(template, data);
        } catch (InterpolationException e) {
            throw new ComponentException("Error generating inventory file from template: " + e.getMessage(), e);
        }
        StringBuilder text = new StringBuilder(line);
        options.groups()
                .forEach(group -> text.append('[').append(group).append("]\n").append(line));
        options.emptyGroups().forEach(group -> text.append('[').append(group).append("]\n"));
        return text.toString();
    }

    /**
     * The user as one word of the line, which Ansible splits as a shell does: the build's may be {@code DOMAIN\\user}.
     * Another is the template's, whose author knows how Packer writes it there.
     */
    private String user(ProvisionContext context) {
        String user = target.user();
        boolean known = user.equals(Target.value(context.generated(), "User"));
        return known && !PLAIN.matcher(user).matches() ? "'" + user.replace("'", "'\"'\"'") + "'" : user;
    }

    private String defaultTemplate(ProvisionContext context) {
        if (!target.isWinRm()) {
            return version.isBefore2() ? OLD_SSH : SSH;
        }
        return target.proxied() ? PROXIED_WINDOWS : WindowsLine.of(context.generated());
    }

    /**
     * Writes it where the user wants it.
     *
     * @return the file; removed when the build ends, unless the user keeps it
     */
    Path write(ProvisionContext context) throws ComponentException {
        String directory = options.inventoryDirectory();
        Path parent = directory != null && !directory.isEmpty()
                ? RunDirectory.of(context).resolve(directory)
                : PrivateFiles.temporary(context);
        Path file = parent.resolve(
                "packer-provisioner-ansible" + UUID.randomUUID().toString().substring(0, 8));
        String text = text(context);
        if (options.keepInventoryFile()) {
            // It is the user's from now on, however the build ends, so it is no resource of the run.
            write(file, text);
            context.ui().message("The inventory stays at " + file);
        } else {
            context.resources().create(Resource.file(file), () -> write(file, text));
        }
        return file;
    }

    private static Path write(Path file, String text) throws ComponentException {
        try {
            LocalWrite.privately(file, text.getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new ComponentException("Error preparing inventory file: writing " + file + " failed: " + e, e);
        }
    }
}
