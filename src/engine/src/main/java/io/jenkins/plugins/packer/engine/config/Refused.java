package io.jenkins.plugins.packer.engine.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names options that Packer has and this version does not support yet: using one is an error that says why. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Refused.All.class)
public @interface Refused {
    /** The options' names. */
    String[] options();

    /** One sentence: why, and what to do instead. */
    String reason();

    /** The container of several. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Refused[] value();
    }
}
