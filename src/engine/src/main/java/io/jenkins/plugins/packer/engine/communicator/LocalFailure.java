package io.jenkins.plugins.packer.engine.communicator;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file of this machine cannot be read or written: of the commonest failures, Java's message is the path alone. */
public final class LocalFailure {
    private LocalFailure() {}

    /** A path and what is wrong with it, or whatever else the failure says. */
    public static String words(IOException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        boolean isPath = failure instanceof FileSystemException about && about.getReason() == null;
        if (!isPath) {
            return message;
        }
        if (failure instanceof AccessDeniedException) {
            return message + ": permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return message + ": no such file or directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return message + ": it is there already";
        }
        if (failure instanceof NotDirectoryException) {
            return message + ": it is no directory";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return message + ": the directory is not empty";
        }
        return failure.toString();
    }
}
