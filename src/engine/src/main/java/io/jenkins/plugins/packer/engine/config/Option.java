package io.jenkins.plugins.packer.engine.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One option of a component, declared once, on a component of its configuration record. The decoder, the messages of
 * {@code validate}, {@code packer components} and the generated reference all read it here.
 *
 * <p>The option's kind follows from the Java type: a record is a nested block, a list of records a block that may be
 * repeated, everything else an attribute ({@link String}, {@code boolean}/{@link Boolean}, {@code int}/{@link Integer},
 * {@code long}/{@link Long}, {@code double}/{@link Double}, {@link java.time.Duration} written as in Go ({@code 5m30s}),
 * a {@link java.util.List} or a {@link java.util.Map} with string keys of those, or a
 * {@code Value} for a value of any type). An absent option without a default is
 * null; an absent list or map is empty. An empty text is as good as an absent one, as with Packer, and so is the number 0
 * where there is a default.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** One sentence that tells the user what the option does. */
    String doc();

    /** Name in templates; by default the record component's name in snake case. */
    String name() default "";

    /** The value where the template gives none, written as the template would write it; empty for none. */
    String defaultValue() default "";

    /** Whether its absence is an error. */
    boolean required() default false;

    /** Whether its value is a secret: it is hidden from everything that is printed. */
    boolean sensitive() default false;

    /**
     * Whether Go-template actions in the value are left for the component to render when it knows what they need, such
     * as {@code {{ .Vars }} } of {@code execute_command}. Otherwise they are rendered before the component sees the
     * value.
     */
    boolean renderedLater() default false;

    /**
     * Whether Go-template actions in the value are rendered before the build runs, so that what is wrong with them shows
     * at once, and by the component again with what it knows then. Packer does so with most of the options that it renders
     * while it builds.
     */
    boolean renderedTwice() default false;

    /** Whether a duration may be negative, which turns off what it is for, as with {@code ssh_keep_alive_interval}. */
    boolean negative() default false;
}
