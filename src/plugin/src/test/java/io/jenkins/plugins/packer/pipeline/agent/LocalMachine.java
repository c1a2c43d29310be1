package io.jenkins.plugins.packer.pipeline.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The machine of the test as an agent. Tasks and what they yield travel as they would to a real one, as bytes; programs are
 * started by a shell that writes their exit code to a file.
 */
public final class LocalMachine implements Agent, Background {
    /** How many bytes were copied to it. */
    public long copied;

    @Override
    public <T> T perform(String directory, AgentTask<T> task) throws IOException, InterruptedException {
        AgentTask<T> arrived = travelled(task);
        return travelled(arrived.perform(Path.of(directory)));
    }

    /** The same object after serialization. */
    @SuppressWarnings("unchecked") // what is read is what was written
    public static <T> T travelled(T object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void copy(InputStream content, String file) throws IOException {
        copied += Files.copy(content, Path.of(file));
    }

    @Override
    public InputStream read(String file) throws IOException {
        return Files.newInputStream(Path.of(file));
    }

    @Override
    public Serializable start(String script, Map<String, String> environment, String directory) throws IOException {
        String name = UUID.randomUUID().toString();
        Path file = Files.writeString(Path.of(directory, name + ".sh"), script);
        Path code = Path.of(directory, name + ".code");
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                "sh \"$1\"; echo $? > \"$2.new\"; mv \"$2.new\" \"$2\"",
                "wrapper",
                file.toString(),
                code.toString());
        builder.environment().putAll(environment);
        Path null0 = Path.of("/dev/null");
        builder.redirectInput(null0.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(Path.of(directory, name + ".shell").toFile());
        return name + " " + builder.start().pid();
    }

    @Override
    public @Nullable Integer exitCode(Serializable started, String directory) throws IOException, InterruptedException {
        if (started instanceof FoundRun) {
            return perform(directory, new FoundRun.ExitCode());
        }
        Path code = Path.of(directory, started.toString().split(" ")[0] + ".code");
        return Files.exists(code) ? Integer.valueOf(Files.readString(code).strip()) : null;
    }

    @Override
    public void kill(Serializable process, String directory) {
        long pid = Long.parseLong(process.toString().split(" ")[1]);
        ProcessHandle.of(pid).ifPresent(wrapper -> {
            List<ProcessHandle> started = wrapper.descendants().toList();
            // First the shell that would write an exit code.
            wrapper.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        });
    }

    @Override
    public void forget(Serializable started, String directory) {
        // The directory goes as a whole.
    }
}
