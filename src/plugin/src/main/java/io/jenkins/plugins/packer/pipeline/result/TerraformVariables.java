package io.jenkins.plugins.packer.pipeline.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values for Terraform: of each build with one image a text with its id, and of each build with images in regions a map of ids by
 * region, whose name ends in {@value #BY_REGION}. So a template that gets a second region changes no variable's type.
 */
public final class TerraformVariables {
    static final String BY_REGION = "_by_region";

    private final Map<String, Object> values = new TreeMap<>();

    /** Adds the images of a build, under this name. */
    public void add(String name, Map<String, String> images) {
        String variable = identifier(name);
        if (images.size() == 1) {
            values.put(variable, images.values().iterator().next());
        }
        Map<String, String> regions = new TreeMap<>(images);
        regions.remove("");
        if (!regions.isEmpty()) {
            values.put(variable + BY_REGION, regions);
        }
    }

    /** Sets a variable of another kind: a text, or a map of texts. */
    public void set(String name, Object value) {
        values.put(name, value);
    }

    /** All image ids in it. */
    public Set<String> images() {
        Set<String> images = new TreeSet<>();
        for (Object value : values.values()) {
            if (value instanceof Map<?, ?> map) {
                map.values().forEach(image -> images.add(String.valueOf(image)));
            } else {
                images.add(String.valueOf(value));
            }
        }
        return images;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** {@code amazon-ebs.web} is {@code amazon_ebs_web}. */
    static String identifier(String build) {
        String name = build.replaceAll("\\W", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** {@code amazon-ebs.web} is {@code AMAZON_EBS_WEB}, for the name of an environment variable. */
    public static String variable(String name) {
        return name.replaceAll("\\W", "_").toUpperCase(Locale.ROOT);
    }

    /** The file, in UTF-8. */
    public byte[] toJson() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            for (Map.Entry<String, Object> variable : values.entrySet()) {
                json.writeFieldName(variable.getKey());
                write(json, variable.getValue());
            }
            json.writeEndObject();
            json.writeRaw(String.valueOf((char) 10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
