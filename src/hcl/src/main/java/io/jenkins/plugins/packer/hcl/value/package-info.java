/** The values of HCL: cty's types, values, conversions and unification, in Java. */
@NullMarked
package io.jenkins.plugins.packer.hcl.value;

import org.jspecify.annotations.NullMarked;
