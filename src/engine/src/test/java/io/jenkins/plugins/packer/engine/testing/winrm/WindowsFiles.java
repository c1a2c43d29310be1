package io.jenkins.plugins.packer.engine.testing.winrm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The disk of the test machine, and the commands that move files: {@code echo} into a temporary file, and scripts of
 * PowerShell. A script that is not known by its own words does nothing here: this machine has no PowerShell.
 */
final class WindowsFiles {
    private static final String TEMP = "C:\\Users\\packer\\AppData\\Local\\Temp";
    private static final Pattern ECHO = Pattern.compile("echo ([A-Za-z0-9+/=]+) >> \"(.+)\"");
    private static final Pattern DELETE = Pattern.compile("del (?:/f )?(?:/q )?\"([^&]+)\"");
    private static final Pattern ENCODED = Pattern.compile(
            "(?i)(?:chcp.com 65001 >nul 2>&1 && )?powershell(?:\\.exe)?(?: -NoProfile| -NonInteractive| -ExecutionPolicy \\w+)* -EncodedCommand (\\S+)");
    private static final Pattern OWN_SOURCE = Pattern.compile("Combine\\(\\$env:TEMP, '([^']+)'\\)");
    private static final Pattern OWN_TARGET = Pattern.compile("GetFullPath\\(\"([^\"]+)\"\\)");
    private static final Pattern MCP_SOURCE =
            Pattern.compile("tmp_file_path = \\[System.IO.Path\\]::GetFullPath\\(\"([^\"]+)\"");
    private static final Pattern MCP_TARGET =
            Pattern.compile("dest_file_path = \\[System.IO.Path\\]::GetFullPath\\(\"([^\"]+)\"");
    private static final Pattern ANSIBLE_PATH = Pattern.compile("\\$path = '([^']+)'");
    private static final Pattern ANSIBLE_OFFSET = Pattern.compile("\\$offset = (\\d+)");
    private static final Pattern READ_ALL = Pattern.compile("ReadAllBytes\\(\"([^\"]+)\"\\)");

    private final Map<String, byte[]> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, ByteArrayOutputStream> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** A path as Windows sees it. */
    static String path(String written) {
        String path = written.replace('/', '\\').replace("'", "");
        return path.replace("%TEMP%", TEMP).replace("$env:TEMP", TEMP);
    }

    /** The script that PowerShell is to run, if a command line hands one over whole; Ansible hands a handing over over. */
    static Optional<String> script(String commandLine) {
        Matcher encoded = ENCODED.matcher(commandLine.strip());
        if (!encoded.matches()) {
            return Optional.empty();
        }
        String script = new String(Base64.getDecoder().decode(encoded.group(1)), StandardCharsets.UTF_16LE);
        return Optional.of(script(script).orElse(script));
    }

    synchronized void put(String path, byte[] content) {
        files.put(path(path), content);
    }

    /** The files, those in the temporary folder of an upload included. */
    synchronized Map<String, byte[]> all() {
        Map<String, byte[]> all = new TreeMap<>(files);
        lines.forEach((path, content) -> all.put(path, content.toByteArray()));
        return all;
    }

    /** The program behind a command line that moves files, or null for any other. */
    synchronized @Nullable WindowsProgram program(String commandLine) {
        Matcher echo = ECHO.matcher(commandLine);
        if (echo.matches()) {
            return console -> append(path(echo.group(2)), echo.group(1) + " \r\n");
        }
        Matcher delete = DELETE.matcher(commandLine);
        if (delete.matches()) {
            return console -> {
                int status = 0;
                for (String file : delete.group(1).split("\" \"")) {
                    status |= delete(path(file));
                }
                return status;
            };
        }
        String script = script(commandLine).orElse("");
        if (script.contains("GZipStream")) {
            return console -> unpackTree(console, group(OWN_SOURCE, script), group(OWN_TARGET, script));
        }
        if (script.contains("[IO.File]::Create($to)")) {
            return console -> unpack(console, TEMP + "\\" + group(OWN_SOURCE, script), group(OWN_TARGET, script), true);
        }
        if (script.contains("FromBase64String($base64_line)")) {
            return console -> unpack(console, path(group(MCP_SOURCE, script)), group(MCP_TARGET, script), false);
        }
        if (script.contains("Remove-Item $tmp_file_path")) {
            return console -> delete(path(group(MCP_SOURCE, script)));
        }
        if (script.contains("FromBase64String($input)")) {
            return console -> take(console, group(ANSIBLE_PATH, script));
        }
        if (script.contains("$stream.Seek($offset")) {
            return console ->
                    printRest(console, group(ANSIBLE_PATH, script), Integer.parseInt(group(ANSIBLE_OFFSET, script)));
        }
        if (script.contains("Get-ChildItem")) {
            return console -> printTree(console, group(OWN_TARGET, script));
        }
        if (script.contains("[IO.File]::Open(")) {
            return console -> print(console, group(OWN_TARGET, script), 30_000);
        }
        if (script.contains("ReadAllBytes(")) {
            return console -> print(console, group(READ_ALL, script), Integer.MAX_VALUE);
        }
        return null;
    }

    private static String group(Pattern pattern, String script) {
        Matcher matcher = pattern.matcher(script);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Not understood: " + script);
        }
        return matcher.group(1);
    }

    /** Writes what Ansible sends as lines of Base64, and tells its digest. */
    private int take(WindowsProgram.Console console, String to) throws InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        new String(console.input(), StandardCharsets.US_ASCII)
                .lines()
                .forEach(line -> content.writeBytes(Base64.getDecoder().decode(line.strip())));
        put(to, content.toByteArray());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(content.toByteArray());
            console.out("{\"sha1\":\"" + HexFormat.of().formatHex(digest) + "\"}\r\n");
            return 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints a file from a place on, as Ansible reads it. */
    private synchronized int printRest(WindowsProgram.Console console, String from, int offset) {
        byte[] content = files.get(path(from));
        if (content == null) {
            console.err(from + " does not exist\r\n");
            return 1;
        }
        byte[] rest = java.util.Arrays.copyOfRange(content, Math.min(offset, content.length), content.length);
        console.out(Base64.getEncoder().encodeToString(rest) + "\r\n");
        return 0;
    }

    private synchronized int append(String path, String line) {
        lines.computeIfAbsent(path, key -> new ByteArrayOutputStream())
                .writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        return 0;
    }

    private synchronized int delete(String path) {
        return lines.remove(path) == null && files.remove(path) == null ? 1 : 0;
    }

    private byte[] decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream encoded = lines.get(path);
        if (encoded != null) {
            encoded.toString(StandardCharsets.US_ASCII)
                    .lines()
                    .forEach(line -> bytes.writeBytes(Base64.getDecoder().decode(line.strip())));
        }
        return bytes.toByteArray();
    }

    private synchronized int unpack(WindowsProgram.Console console, String from, String to, boolean remove) {
        String target = path(to);
        byte[] content = decoded(from);
        if (remove) {
            lines.remove(from);
        }
        if (isDirectory(target)) {
            console.err(target + " is a directory.\r\n");
            return 1;
        }
        files.put(target, content);
        return 0;
    }

    private boolean isDirectory(String path) {
        return files.keySet().stream().anyMatch(file -> file.regionMatches(true, 0, path + "\\", 0, path.length() + 1));
    }

    private synchronized int unpackTree(WindowsProgram.Console console, String from, String to) {
        String temporary = TEMP + "\\" + from;
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(decoded(temporary))))) {
            for (String name = string(in); !name.isEmpty(); name = string(in)) {
                long size = Long.reverseBytes(in.readLong());
                String target = path(to) + "\\" + name;
                files.put(size < 0 ? target + "\\" : target, size < 0 ? new byte[0] : in.readNBytes((int) size));
            }
            lines.remove(temporary);
            return 0;
        } catch (IOException e) {
            console.err(e + "\r\n");
            return 1;
        }
    }

    private static String string(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part >= 0x80);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private synchronized int print(WindowsProgram.Console console, String from, int block) {
        byte[] content = files.get(path(from));
        if (content == null) {
            console.err("Could not find file '" + path(from) + "'.\r\n");
            return 1;
        }
        printBlocks(console, content, block);
        return 0;
    }

    private static void printBlocks(WindowsProgram.Console console, byte[] content, int block) {
        int at = 0;
        while (at < content.length) {
            int end = (int) Math.min(content.length, (long) at + block);
            byte[] part = java.util.Arrays.copyOfRange(content, at, end);
            console.out(Base64.getEncoder().encodeToString(part) + "\r\n");
            at = end;
        }
    }

    private synchronized int printTree(WindowsProgram.Console console, String from) {
        String root = path(from) + "\\";
        if (!isDirectory(path(from))) {
            console.err(root + " is no directory.\r\n");
            return 1;
        }
        files.forEach((path, content) -> {
            if (path.regionMatches(true, 0, root, 0, root.length()) && path.length() > root.length()) {
                boolean directory = path.endsWith("\\");
                String name = path.substring(root.length(), path.length() - (directory ? 1 : 0));
                String encoded = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
                console.out((directory ? "D " : "F ") + encoded + "\r\n");
                printBlocks(console, content, 30_000);
            }
        });
        return 0;
    }
}
