/** What came of a run, as data: read from the engine's report, kept with the Jenkins build, handed to later stages. */
package io.jenkins.plugins.packer.pipeline.result;
