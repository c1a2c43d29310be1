package org.kohsuke.stapler;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Signatures of {@code org.kohsuke.stapler.InjectedParameter}, stapler 2030.v88a_855365981. */
@Retention(RUNTIME)
@Target(ANNOTATION_TYPE)
public @interface InjectedParameter {
    Class<? extends AnnotationHandler> value();
}
