/**
 * Go's text/template, as far as Packer's templates can use it: data is {@link java.util.Map}, {@link java.util.List},
 * {@link String}, {@link Long}, {@link Double}, {@link Boolean} and null; functions are {@link
 * io.jenkins.plugins.packer.engine.gotemplate.GoFunction}s; nothing is found by reflection.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
@NullMarked
package io.jenkins.plugins.packer.engine.gotemplate;

import org.jspecify.annotations.NullMarked;
