package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code chef-solo} provisioner.
 *
 * @param cookbookPaths local cookbooks
 * @param rolesPath local roles
 * @param dataBagsPath local data bags
 * @param environmentsPath local environments
 * @param remoteCookbookPaths cookbooks that are there
 * @param chef options of both provisioners
 */
public record ChefSoloConfiguration(
        @Option(doc = "Local directories of cookbooks to upload.")
        List<String> cookbookPaths,

        @Option(doc = "Local directory of roles to upload.") @Nullable
        String rolesPath,

        @Option(doc = "Local directory of data bags to upload.") @Nullable
        String dataBagsPath,

        @Option(doc = "Local directory of environments to upload.") @Nullable
        String environmentsPath,

        @Option(doc = "Directories of cookbooks that are on the machine; they come before the uploaded ones.")
        List<String> remoteCookbookPaths,

        @Group ChefOptions chef) {

    public ChefSoloConfiguration {
        cookbookPaths = List.copyOf(cookbookPaths);
        remoteCookbookPaths = List.copyOf(remoteCookbookPaths);
    }
}
