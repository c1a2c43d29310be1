package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiFilterOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The {@code amazon-ami} data source: finds an image by filters. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/data-source/ami.
 */
final class AmiDataSource implements DataSource<AmiDataConfiguration> {

    @Override
    public String type() {
        return "amazon-ami";
    }

    @Override
    public String summary() {
        return "Finds an Amazon machine image (AMI) by filters.";
    }

    @Override
    public Class<AmiDataConfiguration> configurationType() {
        return AmiDataConfiguration.class;
    }

    @Override
    public Type.ObjectType outputType() {
        return (Type.ObjectType) Type.object(Map.of(
                "id", Type.STRING,
                "name", Type.STRING,
                "creation_date", Type.STRING,
                "owner", Type.STRING,
                "owner_name", Type.STRING,
                "tags", Type.map(Type.STRING)));
    }

    @Override
    public void check(AmiDataConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        if (configuration.filters().isEmpty() && !check.isUnknown("filters")) {
            check.error("filters", "Missing filters", "Set filters, such as { name = \"debian-12-amd64-*\" }.");
        }
        if (configuration.owners().isEmpty() && !check.isUnknown("owners")) {
            check.error(
                    "owners",
                    "Missing owners",
                    "Set owners, such as [\"amazon\"] or [\"self\"]: without them an image that somebody else published under"
                            + " the same name would be taken.");
        }
    }

    @Override
    public Value read(AmiDataConfiguration configuration, DataContext context) throws ComponentException {
        try (AwsConnection aws = AwsConnection.open(
                configuration.access(), context.environment(), context.directory(), context.cancellation())) {
            AmiFilterOptions filter = new AmiFilterOptions(
                    configuration.filters(),
                    configuration.owners(),
                    configuration.mostRecent(),
                    configuration.includeDeprecated());
            return value(new SourceImages(aws.ec2(context.cancellation())).find(null, filter));
        }
    }

    private static Value value(Image image) {
        Map<String, Value> tags = new LinkedHashMap<>();
        for (Tag tag : image.tags()) {
            tags.put(tag.key(), Value.string(tag.value()));
        }
        return Value.object(Map.of(
                "id", text(image.imageId()),
                "name", text(image.name()),
                "creation_date", text(image.creationDate()),
                "owner", text(image.ownerId()),
                "owner_name", text(image.imageOwnerAlias()),
                "tags", tags.isEmpty() ? Value.emptyMap(Type.STRING) : Value.map(tags)));
    }

    private static Value text(@Nullable String text) {
        return Value.string(text == null ? "" : text);
    }
}
