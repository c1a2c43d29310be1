package io.jenkins.plugins.packer.pipeline;

import hudson.EnvVars;
import java.util.Set;

/** The variables of a Pipeline that was ended by force: none. */
record DetachedVariables() implements Site.Variables {
    @Override
    public EnvVars all() {
        return new EnvVars();
    }

    @Override
    public Set<String> secret() {
        return Set.of();
    }
}
