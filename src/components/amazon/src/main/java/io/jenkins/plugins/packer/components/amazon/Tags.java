package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Tags as the template gives them, rendered, and those that mark what a run created.
 *
 * @param own the template's
 * @param marks the run's
 */
record Tags(Map<String, String> own, Map<String, String> marks) {

    /**
     * Renders the template's tags.
     *
     * @param written names and values, which may hold Go templates
     * @param info what the templates may name
     */
    static Tags of(Map<String, String> written, BuildInfo info, StepContext context) throws ComponentException {
        Map<String, String> rendered = new LinkedHashMap<>();
        for (Map.Entry<String, String> tag : written.entrySet()) {
            rendered.put(
                    context.templates().render(tag.getKey(), info.templateData()),
                    context.templates().render(tag.getValue(), info.templateData()));
        }
        return new Tags(rendered, Marks.of(context));
    }

    /** The same with one more mark. */
    Tags and(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(marks);
        more.put(name, value);
        return new Tags(own, more);
    }

    /** All tags, as EC2 takes them; a mark gives way to a tag of the template. */
    List<Tag> ec2() {
        Map<String, String> all = new LinkedHashMap<>(marks);
        all.putAll(own);
        return list(all);
    }

    /** The template's alone. */
    List<Tag> ownEc2() {
        return list(own);
    }

    /** All tags for things that are tagged as they are created. */
    List<TagSpecification> specifications(ResourceType... types) {
        List<TagSpecification> specifications = new ArrayList<>();
        for (ResourceType type : types) {
            specifications.add(
                    TagSpecification.builder().resourceType(type).tags(ec2()).build());
        }
        return specifications;
    }

    /** Tells the user what the template adds. */
    void tell(Ui ui) {
        own.forEach((name, value) -> ui.message("Adding tag: \"" + name + "\": \"" + value + "\""));
    }

    private static List<Tag> list(Map<String, String> tags) {
        List<Tag> list = new ArrayList<>();
        tags.forEach(
                (name, value) -> list.add(Tag.builder().key(name).value(value).build()));
        return list;
    }
}
