package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** Archives, as another program reads them. */
class TarWriterTest {
    private static final long EIGHT_GIBIBYTES = 1L << 33;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final TarWriter tar = new TarWriter(archive);

    private TarArchiveInputStream read() {
        return new TarArchiveInputStream(new ByteArrayInputStream(archive.toByteArray()), "UTF-8");
    }

    private void add(String name, int mode, byte[] content, long modified) throws IOException {
        tar.file(name, mode, content.length, modified);
        InputStream from = new ByteArrayInputStream(content);
        for (long left = content.length; left > 0; ) {
            left -= tar.content(from, left);
        }
        tar.pad();
    }

    record File(String name, int mode, byte[] content, long modified) {}

    @Provide
    Arbitrary<File> files() {
        Arbitrary<String> part = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('ä', '→', ' ', '=')
                .ofMinLength(1)
                .ofMaxLength(160)
                .filter(text -> !text.isBlank());
        Arbitrary<String> name = part.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts));
        return Combinators.combine(
                        name,
                        Arbitraries.integers().between(0, 07777),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(1500),
                        Arbitraries.longs().between(-5, EIGHT_GIBIBYTES + 5))
                .as(File::new);
    }

    @Property(tries = 200)
    void whatGoesInComesOut(@ForAll("files") File first, @ForAll("files") File second) throws IOException {
        // All tries share one object of this class.
        new TarWriterTest().goesThrough(first, second);
    }

    private void goesThrough(File first, File second) throws IOException {
        add(first.name, first.mode, first.content, first.modified);
        add(second.name, second.mode, second.content, second.modified);
        tar.finish();
        try (TarArchiveInputStream in = read()) {
            for (File file : List.of(first, second)) {
                TarArchiveEntry entry = in.getNextEntry();
                assertThat(entry.isFile()).isTrue();
                assertThat(entry.getName()).isEqualTo(file.name);
                assertThat(entry.getMode()).isEqualTo(file.mode);
                assertThat(entry.getLastModifiedTime().to(TimeUnit.SECONDS)).isEqualTo(file.modified);
                assertThat(entry.getLongUserId()).isZero();
                assertThat(entry.getUserName()).isEmpty();
                assertThat(in.readAllBytes()).isEqualTo(file.content);
            }
            assertThat(in.getNextEntry()).isNull();
        }
        assertThat(archive.size() % 10240).isZero();
    }

    @Test
    void namesOfEveryLengthAreWhole() throws IOException {
        List<String> names = new ArrayList<>();
        for (int length = 90; length < 300; length++) {
            names.add("a".repeat(length));
            names.add("b".repeat(length / 2) + "/" + "c".repeat(length - length / 2));
            names.add("d".repeat(length - 2) + "/e");
        }
        for (String name : names) {
            tar.directory(name + "/", 0755, 1);
            tar.link(name, name + "x", 7);
        }
        tar.finish();
        try (TarArchiveInputStream in = read()) {
            for (String name : names) {
                TarArchiveEntry directory = in.getNextEntry();
                assertThat(directory.isDirectory()).isTrue();
                assertThat(directory.getName()).isEqualTo(name + "/");
                TarArchiveEntry link = in.getNextEntry();
                assertThat(link.isSymbolicLink()).isTrue();
                assertThat(link.getLastModifiedTime().to(TimeUnit.SECONDS)).isEqualTo(7);
                assertThat(link.getName()).isEqualTo(name);
                assertThat(link.getLinkName()).isEqualTo(name + "x");
            }
            assertThat(in.getNextEntry()).isNull();
        }
    }

    /** Programs that know no extended headers, such as BusyBox's, read names of up to 255 octets. */
    @Test
    void aPathThatAHeaderHoldsInTwoPartsHasNoExtendedOne() throws IOException {
        add("p".repeat(155) + "/" + "n".repeat(100), 0644, new byte[0], 1);
        tar.finish();
        String header = archive.toString(StandardCharsets.US_ASCII);
        assertThat(header).startsWith("n".repeat(100) + "0000644\0").doesNotContain("path=");
        assertThat(header.substring(345, 500)).isEqualTo("p".repeat(155));
    }

    @Test
    void aFileOfEightGibibytesAndMoreIsAnnouncedAtItsSize() throws IOException {
        for (long size : new long[] {EIGHT_GIBIBYTES - 1, EIGHT_GIBIBYTES, 3 * EIGHT_GIBIBYTES + 1}) {
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            TarWriter large = new TarWriter(start);
            large.file("large", 0644, size, 1);
            large.finish();
            try (TarArchiveInputStream in =
                    new TarArchiveInputStream(new ByteArrayInputStream(start.toByteArray()), "UTF-8")) {
                assertThat(in.getNextEntry().getSize()).isEqualTo(size);
            }
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldFromAnArchiveThatCannotBeWritten() throws IOException {
        tar.file("f", 0644, 5, 1);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }
        };
        assertThatThrownBy(() -> tar.content(broken, 5))
                .isInstanceOf(TarWriter.UnreadableException.class)
                .hasMessage("the disk is broken");
    }
}
