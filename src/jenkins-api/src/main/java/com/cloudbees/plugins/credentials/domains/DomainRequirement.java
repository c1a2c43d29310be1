package com.cloudbees.plugins.credentials.domains;

import hudson.ExtensionPoint;
import java.io.Serializable;

/** Signatures of {@code com.cloudbees.plugins.credentials.domains.DomainRequirement}, credentials 1496.vf6821f162d4e. */
public class DomainRequirement implements ExtensionPoint, Serializable {}
