/** HCL's JSON syntax: files such as {@code *.pkr.json}, read into the same tree as those in native syntax. */
@NullMarked
package io.jenkins.plugins.packer.hcl.json;

import org.jspecify.annotations.NullMarked;
