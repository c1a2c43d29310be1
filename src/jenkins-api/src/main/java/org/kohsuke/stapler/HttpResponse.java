package org.kohsuke.stapler;

/** Signatures of {@code org.kohsuke.stapler.HttpResponse}, stapler 2030.v88a_855365981. */
public interface HttpResponse {}
