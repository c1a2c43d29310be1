package io.jenkins.plugins.packer.engine.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.gotemplate.GoOracle;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTimeLayoutTest {
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.078900Z");
    private static final String[] PIECES = {
        "January",
        "Jan",
        "1",
        "01",
        "Monday",
        "Mon",
        "2",
        "_2",
        "02",
        "__2",
        "002",
        "15",
        "3",
        "03",
        "4",
        "04",
        "5",
        "05",
        "2006",
        "06",
        "PM",
        "pm",
        "MST",
        "Z0700",
        "Z070000",
        "Z07",
        "Z07:00",
        "Z07:00:00",
        "-0700",
        "-070000",
        "-07",
        "-07:00",
        "-07:00:00",
        ".000",
        ",999",
        ".0",
        ".9999999",
        ".000000000",
        ".0000000000",
        "_",
        "0",
        "-",
        "Z",
        ".",
        ",",
        "J",
        "M",
        "P",
        "p",
        "a",
        "uary",
        "th",
        ":",
        " ",
        "T",
        "7",
        "8",
        "9",
        "é",
        "00",
        "20",
        "_2006",
        "__",
        "+"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02T15:04:05Z07:00 | 2026-02-03T04:05:06Z",
                "Mon Jan _2 15:04:05 2006 | Tue Feb  3 04:05:06 2026",
                "Monday, 02-Jan-06 15:04:05 MST | Tuesday, 03-Feb-26 04:05:06 UTC",
                "3:04PM 3:4:5pm | 4:05AM 4:5:6am",
                "20060102150405 | 20260203040506",
                "05.000 05.999999999 05,00 | 06.078 06.0789 06,07",
                "002 __2 _2 2 | 034  34  3 3",
                "-0700 -07:00 -07 Z0700 -07:00:00 | +0000 +00:00 +00 Z +00:00:00",
                "Month Janitor | Month Janitor"
            })
    void aLayoutShowsTheTimeInItsForm(String layout, String expected) {
        assertThat(GoTimeLayout.format(layout, TIME)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%Y-%m-%dT%H:%M:%S%z | 2026-02-03T04:05:06+0000",
                "%a %A %b %B %d %I %p %y %Z %L | Tue Tuesday Feb February 03 04 AM 26 UTC .078",
                "100%% %q %j % é%é 2006% | 100% %q %j % é%é 2006%"
            })
    void strftimeKnowsTheDirectivesOfPacker(String format, String expected) {
        assertThat(Strftime.format(format, TIME)).isEqualTo(expected);
    }

    @Test
    void randomLayoutsAndTimesAreTheSameInGo() throws IOException, InterruptedException {
        Random random = new Random(42);
        try (GoOracle oracle = GoOracle.start()) {
            for (int i = 0; i < 8000; i++) {
                StringBuilder layout = new StringBuilder();
                for (int j = 1 + random.nextInt(8); j > 0; j--) {
                    layout.append(PIECES[random.nextInt(PIECES.length)]);
                }
                // Years -290 to 4229, so that the signs and widths of years are met as well.
                long second = (long) (random.nextDouble() * 142_600_000_000L) - 71_300_000_000L;
                int nano = random.nextInt(4) == 0 ? 0 : random.nextInt(1000) * (int) Math.pow(10, random.nextInt(7));
                int offset = random.nextInt(3) == 0 ? 0 : random.nextInt(2 * 64_800) - 64_800;
                String zone = offset == 0 ? "UTC" : random.nextBoolean() ? "-" : "-CET";
                String ours = GoTimeLayout.format(
                        layout.toString(),
                        OffsetDateTime.ofInstant(
                                Instant.ofEpochSecond(second, nano), ZoneOffset.ofTotalSeconds(offset)),
                        zone.equals("UTC") ? zone : zone.substring(1));
                assertThat(ours)
                        .as("%s of %d.%09d at %d", layout, second, nano, offset)
                        .isEqualTo(oracle.time(layout.toString(), second, nano, offset, zone)
                                .text());
            }
        }
    }
}
