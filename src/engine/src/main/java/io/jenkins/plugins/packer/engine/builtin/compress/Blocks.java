package io.jenkins.plugins.packer.engine.builtin.compress;

/** A compressed form that is made of blocks which can be compressed apart from each other. */
interface Blocks {

    /** Bytes of input that make a block. */
    int size();

    /** What stands before the first block. */
    byte[] start();

    /** The compressed form of a block; called by several threads. */
    byte[] compress(byte[] data);

    /** Takes notice of a block's input, in order. */
    void account(byte[] data);

    /** What stands behind the last block, once all were accounted for. */
    byte[] end();
}
