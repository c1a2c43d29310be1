import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command some times and prints the largest amount of memory, in KiB, that it and everything it started held
 * at one moment, then the largest number of processes at one moment and the number of looks taken:
 * {@code java TreeMemory.java RUNS COMMAND [ARGUMENT...]}. Linux only. Ends with 1 if the command fails.
 *
 * <p>A page of a file that several processes of the tree have mapped counts once, and it counts in full whether or not
 * processes outside the tree have it mapped as well; so neither a program that starts itself many times nor one whose
 * runtime is in use elsewhere comes out wrong, as they would by adding up RSS or PSS.
 */
public final class TreeMemory {
    private static final long PERIOD_MICROSECONDS = 1000;

    private long peakKib;
    private int peakProcesses;
    private int looks;

    private TreeMemory() {}

    public static void main(String[] arguments) throws Exception {
        if (Files.readString(Path.of("/proc/sys/kernel/randomize_va_space")).strip().equals("0")) {
            System.err.println("TreeMemory: kernel.randomize_va_space is 0, so address spaces cannot be told apart");
            System.exit(1);
        }
        int runs = Integer.parseInt(arguments[0]);
        List<String> command = List.of(arguments).subList(1, arguments.length);
        TreeMemory memory = new TreeMemory();
        for (int run = 0; run < runs; run++) {
            memory.watch(command);
        }
        System.out.println(memory.peakKib + " " + memory.peakProcesses + " " + memory.looks);
    }

    private void watch(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(new File("/dev/null"))
                .start();
        do {
            look(process);
        } while (!process.waitFor(PERIOD_MICROSECONDS, TimeUnit.MICROSECONDS));
        if (process.exitValue() != 0) {
            System.err.println("TreeMemory: exit code " + process.exitValue() + " of " + command);
            System.exit(1);
        }
    }

    private void look(Process process) {
        List<Long> pids = new ArrayList<>();
        pids.add(process.pid());
        process.descendants().forEach(child -> pids.add(child.pid()));
        Tree tree = new Tree();
        pids.forEach(tree::add);
        looks++;
        peakKib = Math.max(peakKib, tree.total());
        peakProcesses = Math.max(peakProcesses, tree.stacks.size());
    }

    /** What the processes of one look hold. */
    private static final class Tree {
        /** Where the stacks are: two processes with one place are one address space, just before an exec. */
        private final Set<String> stacks = new HashSet<>();

        private final Map<String, Long> filePages = new HashMap<>();
        private long anonymousKib;

        void add(long pid) {
            String smaps;
            try {
                smaps = new String(Files.readAllBytes(Path.of("/proc/" + pid + "/smaps")), StandardCharsets.UTF_8);
            } catch (IOException gone) {
                return; // it ended between being listed and being looked at
            }
            Map<String, Long> files = new HashMap<>();
            long anonymous = 0;
            String stack = "";
            String file = "";
            long resident = 0;
            for (String line : smaps.split("\n")) {
                if (line.startsWith("Rss:")) {
                    resident = kib(line);
                } else if (line.startsWith("Anonymous:")) {
                    long own = kib(line);
                    anonymous += own;
                    if (!file.isEmpty()) {
                        files.merge(file, resident - own, Long::sum);
                    } else {
                        anonymous += resident - own;
                    }
                } else if (isMapping(line)) {
                    // address permissions offset device inode path
                    String[] parts = line.split(" +", 6);
                    file = parts[4].equals("0") ? "" : parts[3] + ":" + parts[4] + ":" + parts[2];
                    if (line.endsWith("[stack]")) {
                        stack = parts[0];
                    }
                }
            }
            if (stack.isEmpty() || !stacks.add(stack)) {
                return; // ended, or the same address space as its parent
            }
            anonymousKib += anonymous;
            files.forEach((key, pages) -> filePages.merge(key, pages, Math::max));
        }

        long total() {
            return anonymousKib + filePages.values().stream().mapToLong(Long::longValue).sum();
        }

        private static boolean isMapping(String line) {
            int dash = line.indexOf('-');
            int colon = line.indexOf(':');
            int space = line.indexOf(' ');
            return dash > 0 && dash < space && (colon < 0 || colon > space);
        }

        private static long kib(String line) {
            String value = line.substring(line.indexOf(':') + 1, line.length() - " kB".length());
            return Long.parseLong(value.strip());
        }
    }
}
