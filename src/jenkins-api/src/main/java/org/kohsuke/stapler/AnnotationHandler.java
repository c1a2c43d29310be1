package org.kohsuke.stapler;

import java.lang.annotation.Annotation;

/** Signatures of {@code org.kohsuke.stapler.AnnotationHandler}, stapler 2030.v88a_855365981. */
public abstract class AnnotationHandler<T extends Annotation> {}
