package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What {@code packerBuild} and the build step are given: what the engine is asked for, and what Jenkins does around it. */
final class BuildOptions implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where Terraform looks for values by itself. */
    static final String TERRAFORM_FILE = "packer.auto.tfvars.json";

    final BuildRequest request = new BuildRequest();
    ArrayList<PackerCredentials> credentials = new ArrayList<>();
    /** Seconds that a cancelled run has to clean up; 0 for the global setting. */
    int gracePeriod;

    boolean archive = true;
    /** File in the workspace for Terraform; empty for none. */
    String tfvars = TERRAFORM_FILE;
    /** Names of Terraform variables by name of build. */
    LinkedHashMap<String, String> tfvarsNames = new LinkedHashMap<>();

    /** Refuses what cannot be. */
    void check() throws AbortException {
        String mistake = OptionTexts.mistake(request);
        if (!mistake.isEmpty()) {
            throw new AbortException(mistake);
        }
    }
}
