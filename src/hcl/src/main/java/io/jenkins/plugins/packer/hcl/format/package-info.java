/** HCL's canonical layout: what {@code packer fmt} makes of a file. */
@NullMarked
package io.jenkins.plugins.packer.hcl.format;

import org.jspecify.annotations.NullMarked;
