/** Differences between two texts, as {@code diff -u} shows them. */
@NullMarked
package io.jenkins.plugins.packer.cli.diff;

import org.jspecify.annotations.NullMarked;
