/** Credentials of Jenkins as builders read them: environment variables, and files in the run's private directory. */
package io.jenkins.plugins.packer.pipeline.credentials;
