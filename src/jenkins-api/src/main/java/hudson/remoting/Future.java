package hudson.remoting;

/** Signatures of {@code hudson.remoting.Future}, remoting 3327.v868139a_d00e0. */
public interface Future<V> extends java.util.concurrent.Future<V> {}
