package org.kohsuke.stapler.verb;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Signatures of {@code org.kohsuke.stapler.verb.POST}, stapler 2030.v88a_855365981. */
@Target(METHOD)
@Retention(RUNTIME)
public @interface POST {}
