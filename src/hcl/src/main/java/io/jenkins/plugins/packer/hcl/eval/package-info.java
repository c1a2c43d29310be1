/** What expressions, type expressions and dynamic blocks mean: hclsyntax's evaluation rules over cty's values. */
@NullMarked
package io.jenkins.plugins.packer.hcl.eval;

import org.jspecify.annotations.NullMarked;
