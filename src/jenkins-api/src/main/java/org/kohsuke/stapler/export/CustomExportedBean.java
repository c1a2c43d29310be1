package org.kohsuke.stapler.export;

/** Signatures of {@code org.kohsuke.stapler.export.CustomExportedBean}, stapler 2030.v88a_855365981. */
public interface CustomExportedBean {
    Object toExportedObject();
}
