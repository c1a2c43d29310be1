/**
 * The Jenkins plugin: Pipeline steps, a build step, credentials, pages and configuration. It starts the engine as a process
 * on an agent and reads its report; it never loads the engine's classes.
 */
package io.jenkins.plugins.packer.pipeline;
