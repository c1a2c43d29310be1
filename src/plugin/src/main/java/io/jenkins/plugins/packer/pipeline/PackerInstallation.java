package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolProperty;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A Packer that is installed on agents, to be used in place of this plugin's own engine. */
public final class PackerInstallation extends ToolInstallation
        implements NodeSpecific<PackerInstallation>, EnvironmentSpecific<PackerInstallation> {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public PackerInstallation(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(name, home, properties);
    }

    @Override
    public PackerInstallation forNode(Node node, TaskListener log) throws IOException, InterruptedException {
        return new PackerInstallation(
                getName(), translateFor(node, log), getProperties().toList());
    }

    @Override
    public PackerInstallation forEnvironment(EnvVars environment) {
        return new PackerInstallation(
                getName(), environment.expand(getHome()), getProperties().toList());
    }

    /**
     * The program of an installation on an agent.
     *
     * @param name the installation's name
     */
    static String program(String name, Site site) throws IOException, InterruptedException {
        for (PackerInstallation installation :
                Jenkins.get().getDescriptorByType(DescriptorImpl.class).getInstallations()) {
            if (installation.getName().equals(name)) {
                return program(installation, site);
            }
        }
        throw new AbortException("There is no Packer installation \"" + name
                + "\". Add it in Manage Jenkins, Tools, or leave out tool: for the plugin's own engine.");
    }

    private static String program(PackerInstallation installation, Site site) throws IOException, InterruptedException {
        Node node = site.node();
        PackerInstallation there = node == null ? installation : installation.forNode(node, site.listener());
        String home = Util.fixNull(there.forEnvironment(site.variables().all()).getHome());
        boolean unix = site.launcher().isUnix();
        String file = unix ? "packer" : "packer.exe";
        if (home.isEmpty()) {
            return file;
        }
        return home.endsWith(file) ? home : home + (unix ? "/" : "\\") + file;
    }

    /** The kind of tool. */
    @Extension
    @Symbol("packer")
    public static final class DescriptorImpl extends ToolDescriptor<PackerInstallation> {
        public DescriptorImpl() {
            load();
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerInstallation_DisplayName();
        }

        @Override
        public void setInstallations(PackerInstallation... installations) {
            super.setInstallations(installations);
            save();
        }
    }
}
