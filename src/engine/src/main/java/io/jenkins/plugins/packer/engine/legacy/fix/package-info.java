/** {@code packer fix}: brings legacy JSON templates of old versions of Packer up to date. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.packer.engine.legacy.fix;
