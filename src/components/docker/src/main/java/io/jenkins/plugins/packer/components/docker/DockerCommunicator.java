package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code docker} communicator: commands run with {@code docker exec}'s API, files move with {@code docker cp}'s.
 * Closing it leaves the engine's connection to whoever opened it.
 */
final class DockerCommunicator implements Communicator {
    private final ContainerExec exec;
    private final ContainerFiles files;
    private final Path directory;

    /**
     * A connection to a container that runs.
     *
     * @param directory what relative local paths are relative to
     */
    DockerCommunicator(ContainerExec exec, ContainerFiles files, Path directory) {
        this.exec = exec;
        this.files = files;
        this.directory = directory;
    }

    @Override
    public String type() {
        return "docker";
    }

    @Override
    public int execute(RemoteCommand command) throws ComponentException {
        return exec.run(command);
    }

    @Override
    public boolean streamsScripts() {
        return !exec.terminal();
    }

    @Override
    public int stream(StreamedCommand command) throws ComponentException {
        return exec.stream(command);
    }

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        files.upload(content, size, mode, destination);
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException {
        files.uploadDirectory(directory.resolve(source).normalize(), source.endsWith("/"), destination, excludes);
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        files.download(source, content);
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        files.downloadDirectory(source, directory.resolve(destination), excludes);
    }

    @Override
    public void close() {
        // Every command and transfer has its own connection, closed when it ends.
    }
}
