package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions of files and paths. Relative paths count from the template's directory, except where Packer takes the
 * working directory.
 *
 * @see <a href="https://github.com/hashicorp/go-cty-funcs/tree/main/filesystem">go-cty-funcs' filesystem</a>
 */
final class FileFunctions {
    private final GoPaths paths;

    FileFunctions(GoPaths paths) {
        this.paths = paths;
    }

    Function create(String name) {
        return switch (name) {
            case "abspath" -> ofPath(path -> GoPaths.slashes(paths.absolute(path)));
            case "basename" -> ofPath(GoPaths::base);
            case "dirname" -> ofPath(GoPaths::directory);
            case "pathexpand" -> ofPath(paths::expanded);
            case "file" -> ofPath(path -> text(paths, path));
            case "filebase64" ->
                Function.takes("path", Type.STRING)
                        .returns(
                                Type.STRING,
                                arguments -> base64(arguments.get(0).asString()));
            case "fileexists" ->
                Function.takes("path", Type.STRING)
                        .returns(
                                Type.BOOL,
                                arguments -> Value.bool(exists(arguments.get(0).asString())));
            case "fileset" ->
                Function.takes("path", Type.STRING)
                        .and("pattern", Type.STRING)
                        .returns(
                                Type.set(Type.STRING),
                                arguments -> matching(
                                        arguments.get(0).asString(),
                                        arguments.get(1).asString()));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function ofPath(java.util.function.UnaryOperator<String> change) {
        return Function.takes("path", Type.STRING)
                .returns(
                        Type.STRING,
                        arguments -> Value.string(change.apply(arguments.get(0).asString())));
    }

    /** The content of a file, which must be UTF-8. */
    static String text(GoPaths paths, String path) {
        String resolved = paths.resolved(path);
        try {
            return EncodingFunctions.utf8(Files.readAllBytes(Path.of(resolved)));
        } catch (NoSuchFileException e) {
            throw new FunctionException(0, "no file exists at " + resolved);
        } catch (CharacterCodingException e) {
            throw new FunctionException(
                    0,
                    "contents of " + path + " are not valid UTF-8; use the filebase64 function to obtain the Base64"
                            + " encoded contents");
        } catch (IOException | InvalidPathException e) {
            throw new FunctionException(0, "failed to read " + resolved + ": " + reason(e));
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Unlike its siblings this one looks in the working directory and does not know {@code ~}, as in Packer. */
    private Value base64(String path) {
        try {
            return EncodingFunctions.base64(Files.readAllBytes(Path.of(paths.absolute(path))));
        } catch (NoSuchFileException e) {
            throw new FunctionException(0, "failed to read file " + Quoted.of(path) + ": no such file");
        } catch (IOException | InvalidPathException e) {
            throw new FunctionException(0, "failed to read file " + Quoted.of(path) + ": " + reason(e));
        }
    }

    private boolean exists(String path) {
        String resolved = paths.resolved(path);
        try {
            Path file = Path.of(resolved);
            if (Files.isRegularFile(file)) {
                return true;
            }
            if (Files.exists(file)) {
                throw new FunctionException(
                        0,
                        resolved + " is not a regular file, but "
                                + (Files.isDirectory(file) ? "a directory" : "special"));
            }
            return false;
        } catch (InvalidPathException e) {
            throw new FunctionException(0, "failed to stat " + resolved + ": " + e.getMessage());
        }
    }

    private Value matching(String path, String pattern) {
        String root = GoPaths.isAbsolute(path) ? path : GoPaths.join(paths.base(), path);
        String whole = GoPaths.join(root, pattern);
        List<Value> found = new ArrayList<>();
        try {
            Path start = Path.of(GoPaths.clean(root));
            for (Path match : new FileGlob(GoPaths.slashes(whole)).matches()) {
                if (Files.isRegularFile(match)) {
                    found.add(
                            Value.string(GoPaths.slashes(start.relativize(match).toString())));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new FunctionException(1, "failed to glob pattern (" + whole + "): " + e.getMessage());
        }
        return Value.set(Type.STRING, found);
    }
}
