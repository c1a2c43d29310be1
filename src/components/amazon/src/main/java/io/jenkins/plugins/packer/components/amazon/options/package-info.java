/**
 * Options of the Amazon components, named and defaulted as in Packer's plugin
 * (https://developer.hashicorp.com/packer/integrations/hashicorp/amazon), with the rules that need nothing but them.
 */
package io.jenkins.plugins.packer.components.amazon.options;
