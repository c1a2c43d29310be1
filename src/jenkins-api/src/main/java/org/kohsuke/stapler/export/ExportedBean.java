package org.kohsuke.stapler.export;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jvnet.hudson.annotation_indexer.Indexed;

/** Signatures of {@code org.kohsuke.stapler.export.ExportedBean}, stapler 2030.v88a_855365981. */
@Retention(RUNTIME)
@Inherited
@Target(TYPE)
@Indexed
public @interface ExportedBean {
    int defaultVisibility() default 1;
}
