/**
 * Packer's legacy JSON templates: read with places, brought up to date ({@code packer fix}) and turned into HCL2
 * ({@code packer hcl2_upgrade}).
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/templates/legacy_json_templates">legacy JSON templates</a>
 */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.packer.engine.legacy;
