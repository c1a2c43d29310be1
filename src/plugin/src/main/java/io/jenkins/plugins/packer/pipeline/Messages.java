package io.jenkins.plugins.packer.pipeline;

import org.jvnet.localizer.ResourceBundleHolder;

/** The texts of {@code Messages.properties}, as Jenkins's localizer would make them. */
final class Messages {
    private static final ResourceBundleHolder HOLDER = ResourceBundleHolder.get(Messages.class);

    private Messages() {}

    static String Assignments_Wrong(Object argument0) {
        return HOLDER.format("Assignments.Wrong", argument0);
    }

    static String OnError_Abort() {
        return HOLDER.format("OnError.Abort");
    }

    static String OnError_Cleanup() {
        return HOLDER.format("OnError.Cleanup");
    }

    static String OnError_Provisioner() {
        return HOLDER.format("OnError.Provisioner");
    }

    static String PackerArtifactsStep_DisplayName() {
        return HOLDER.format("PackerArtifactsStep.DisplayName");
    }

    static String PackerArtifactsStep_NoJob() {
        return HOLDER.format("PackerArtifactsStep.NoJob");
    }

    static String PackerBuildStep_DisplayName() {
        return HOLDER.format("PackerBuildStep.DisplayName");
    }

    static String PackerBuilder_DisplayName() {
        return HOLDER.format("PackerBuilder.DisplayName");
    }

    static String PackerCleanupStep_DisplayName() {
        return HOLDER.format("PackerCleanupStep.DisplayName");
    }

    static String PackerConfiguration_DisplayName() {
        return HOLDER.format("PackerConfiguration.DisplayName");
    }

    static String PackerConfiguration_Environment() {
        return HOLDER.format("PackerConfiguration.Environment");
    }

    static String PackerFmtStep_DisplayName() {
        return HOLDER.format("PackerFmtStep.DisplayName");
    }

    static String PackerImagesStep_DisplayName() {
        return HOLDER.format("PackerImagesStep.DisplayName");
    }

    static String PackerInspectStep_DisplayName() {
        return HOLDER.format("PackerInspectStep.DisplayName");
    }

    static String PackerInstallation_DisplayName() {
        return HOLDER.format("PackerInstallation.DisplayName");
    }

    static String PackerJobAction_DisplayName() {
        return HOLDER.format("PackerJobAction.DisplayName");
    }

    static String PackerRunAction_DisplayName() {
        return HOLDER.format("PackerRunAction.DisplayName");
    }

    static String PackerTerraformStep_DisplayName() {
        return HOLDER.format("PackerTerraformStep.DisplayName");
    }

    static String PackerValidateStep_DisplayName() {
        return HOLDER.format("PackerValidateStep.DisplayName");
    }

    static String Template_Dash() {
        return HOLDER.format("Template.Dash");
    }

    static String Template_Empty() {
        return HOLDER.format("Template.Empty");
    }

    static String Tool_Engine() {
        return HOLDER.format("Tool.Engine");
    }
}
