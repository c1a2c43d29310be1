package io.jenkins.plugins.packer.engine.ui;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What keeps a file of this machine from being read or written, in the words that people know from other programs: of the
 * commonest failures, Java's message is the path alone.
 */
public final class FileTrouble {
    private FileTrouble() {}

    /** The reason alone; what was tried, and with which file, is the caller's to say. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no directory";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        if (e instanceof FileSystemException trouble) {
            return trouble.getReason() == null ? e.toString() : trouble.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The path with the reason, where the failure is one of a file; else what it says. */
    public static String words(IOException e) {
        return e instanceof FileSystemException trouble && trouble.getReason() == null && trouble.getFile() != null
                ? trouble.getFile() + ": " + reason(e)
                : e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
