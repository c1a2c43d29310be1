package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;

/** Signatures of {@code org.kohsuke.stapler.StaplerRequest2}, stapler 2030.v88a_855365981; the plugin calls none of it. */
public interface StaplerRequest2 extends HttpServletRequest {}
