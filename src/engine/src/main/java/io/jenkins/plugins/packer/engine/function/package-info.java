/** The functions of Packer's HCL2 language. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.packer.engine.function;
