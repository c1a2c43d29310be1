/**
 * How a run of the engine on an agent is prepared, started, followed and ended. Nothing in this package names a Jenkins
 * type: what Jenkins provides comes in through {@link io.jenkins.plugins.packer.pipeline.agent.Agent} and
 * {@link io.jenkins.plugins.packer.pipeline.agent.Background}, for which tests have the local machine.
 */
package io.jenkins.plugins.packer.pipeline.agent;
