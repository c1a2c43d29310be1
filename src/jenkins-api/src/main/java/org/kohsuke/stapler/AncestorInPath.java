package org.kohsuke.stapler;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Signatures of {@code org.kohsuke.stapler.AncestorInPath}, stapler 2030.v88a_855365981. */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface AncestorInPath {}
