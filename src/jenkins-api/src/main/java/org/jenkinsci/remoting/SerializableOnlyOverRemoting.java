package org.jenkinsci.remoting;

import java.io.Serializable;

/** Signatures of {@code org.jenkinsci.remoting.SerializableOnlyOverRemoting}, remoting 3327.v868139a_d00e0. */
public interface SerializableOnlyOverRemoting extends Serializable {}
