package io.jenkins.plugins.packer.pipeline;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Settings for all runs. In configuration as code: {@code unclassified: packerPipeline:}. */
@Extension
@Symbol("packerPipeline")
public final class PackerConfiguration extends GlobalConfiguration {
    private static final int GRACE_SECONDS = 600;
    private static final int CACHE_DAYS = 30;

    private int gracePeriod = GRACE_SECONDS;
    private int cacheDays = CACHE_DAYS;
    private String environment = "";
    private boolean useJenkinsProxy;

    public PackerConfiguration() {
        load();
    }

    static PackerConfiguration get() {
        return ExtensionList.lookupSingleton(PackerConfiguration.class);
    }

    /** Seconds that a cancelled run has to remove what it made, before it is killed. */
    public int getGracePeriod() {
        return gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(int gracePeriod) {
        this.gracePeriod = gracePeriod < 1 ? GRACE_SECONDS : gracePeriod;
        save();
    }

    /** Days after which an agent's copies of jars are removed that no build used. */
    public int getCacheDays() {
        return cacheDays;
    }

    @DataBoundSetter
    public void setCacheDays(int cacheDays) {
        this.cacheDays = cacheDays < 1 ? CACHE_DAYS : cacheDays;
        save();
    }

    Duration cacheLifetime() {
        return Duration.ofDays(cacheDays);
    }

    /** Variables for every run, {@code NAME=value} a line; those of the build win. */
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixNull(environment);
        save();
    }

    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        environment
                .lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(line -> variables.put(
                        line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1)));
        return variables;
    }

    /** Whether runs get the proxy of Jenkins, as {@code HTTP_PROXY} and {@code HTTPS_PROXY}. */
    public boolean isUseJenkinsProxy() {
        return useJenkinsProxy;
    }

    @DataBoundSetter
    public void setUseJenkinsProxy(boolean useJenkinsProxy) {
        this.useJenkinsProxy = useJenkinsProxy;
        save();
    }

    @Override
    public String getDisplayName() {
        return Messages.PackerConfiguration_DisplayName();
    }

    /** Whether each line is an assignment. */
    @POST
    public FormValidation doCheckEnvironment(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Util.fixNull(value).lines().allMatch(line -> line.isBlank() || line.indexOf('=') > 0)
                ? FormValidation.ok()
                : FormValidation.error(Messages.PackerConfiguration_Environment());
    }

    /** Whether it is a number of seconds. */
    @POST
    public FormValidation doCheckGracePeriod(@QueryParameter String value) {
        return FormValidation.validatePositiveInteger(value);
    }

    /** Whether it is a number of days. */
    @POST
    public FormValidation doCheckCacheDays(@QueryParameter String value) {
        return FormValidation.validatePositiveInteger(value);
    }
}
