/** {@code packer hcl2_upgrade}: makes an HCL2 template of a legacy JSON template. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.packer.engine.legacy.upgrade;
