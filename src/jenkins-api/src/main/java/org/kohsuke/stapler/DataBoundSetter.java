package org.kohsuke.stapler;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Signatures of {@code org.kohsuke.stapler.DataBoundSetter}, stapler 2030.v88a_855365981. */
@Retention(RUNTIME)
@Target({METHOD, FIELD})
public @interface DataBoundSetter {}
