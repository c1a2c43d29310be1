package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a server that is asked whether it is there is taken for gone. */
class AskingTest {
    private final FakeLine line = new FakeLine();
    private final Asking asking = new Asking(line, new KeepAlive(Duration.ofSeconds(5), 3));

    private static final class FakeLine implements Asking.Line {
        long heard;
        boolean answers = true;
        int questions;
        final List<String> ends = new ArrayList<>();

        @Override
        public long heard() {
            return heard;
        }

        @Override
        public void ask(Runnable answered) {
            questions++;
            if (answers) {
                heard++;
                answered.run();
            }
        }

        @Override
        public void giveUp(IOException why) {
            ends.add(why.getMessage());
        }
    }

    private void ask(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(asking.next()).isTrue();
        }
    }

    @Test
    void oneThatAnswersIsAskedForEver() throws Exception {
        ask(100);
        assertThat(line.questions).isEqualTo(100);
        assertThat(asking.isAnswered()).isTrue();
    }

    @Test
    void oneThatAnsweredAndLeavesQuestionsUnansweredIsGivenUp() throws Exception {
        ask(2);
        line.answers = false;
        ask(3);
        assertThat(asking.next()).isFalse();
        assertThat(line.ends)
                .containsExactly("the server has not answered for 15 seconds, though it is asked every 5s"
                        + " (ssh_keep_alive_interval); ssh_read_write_timeout says how long it may be silent");
    }

    /** Not every server knows the question: a command may be silent on one for hours. */
    @Test
    void oneThatNeverAnsweredIsNotGivenUp() throws Exception {
        line.answers = false;
        ask(100);
        assertThat(asking.isAnswered()).isFalse();
    }

    @Test
    void whateverComesIsALifeSign() throws Exception {
        ask(2);
        line.answers = false;
        ask(3);
        line.heard++;
        ask(3);
        assertThat(line.ends).isEmpty();
        assertThat(asking.next()).isFalse();
    }

    /** Its output may wait for somebody who reads on. */
    @Test
    void whileThisSideDoesNotListenNoSilenceCounts() throws Exception {
        ask(2);
        line.answers = false;
        line.heard = Asking.Line.DEAF;
        ask(100);
        assertThat(line.ends).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT5S,, 24", "PT1S,, 120", "PT10M,, 3", "PT5S, PT1M, 2147483647", "PT0S,, 2147483647"})
    void itIsGivenUpAfterTwoMinutesUnlessTheTemplateSaysHowLongItMayBeSilent(
            Duration interval, Duration silence, int most) {
        KeepAlive keepAlive = KeepAlive.of(interval, silence);
        assertThat(keepAlive.most()).isEqualTo(most);
        assertThat(keepAlive.isOn()).isEqualTo(!interval.isZero());
        assertThat(KeepAlive.of(interval.negated(), silence).isOn()).isFalse();
    }
}
