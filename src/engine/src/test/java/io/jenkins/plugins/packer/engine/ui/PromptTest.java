package io.jenkins.plugins.packer.engine.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PromptTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void eachQuestionGetsTheNextLineAndAfterTheLastThereIsNobody() throws Exception {
        Prompt prompt = new Prompt(new ByteArrayInputStream(" yes \nno\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(prompt.ask(() -> {}, cancellation)).isEqualTo("yes");
        assertThat(prompt.ask(() -> {}, cancellation)).isEqualTo("no");
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> prompt.ask(() -> {}, cancellation))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("standard input");
        }
    }

    @Test
    void withoutInputNoQuestionIsShown() {
        assertThatThrownBy(() -> new Prompt(null)
                        .ask(
                                () -> {
                                    throw new IllegalStateException("shown");
                                },
                                cancellation))
                .isInstanceOf(ComponentException.class);
    }

    @Test
    void aCancelledQuestionEndsAndItsLineAnswersTheNext() throws Exception {
        try (Keyboard keyboard = new Keyboard()) {
            Prompt prompt = new Prompt(keyboard);

            assertThatThrownBy(() ->
                            prompt.ask(() -> new Thread(() -> cancellation.cancel("interrupt")).start(), cancellation))
                    .isInstanceOf(CancelledException.class);

            keyboard.type("late\n");
            assertThat(prompt.ask(() -> {}, new Cancellation())).isEqualTo("late");
        }
    }

    @Test
    void oneQuestionIsAskedAtATime() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        try (Keyboard keyboard = new Keyboard()) {
            Prompt prompt = new Prompt(keyboard);
            for (int number = 0; number < 4; number++) {
                Thread thread = new Thread(() -> {
                    try {
                        answers.add(prompt.ask(
                                () -> {
                                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                                    keyboard.type(open.decrementAndGet() + "\n");
                                },
                                cancellation));
                    } catch (ComponentException e) {
                        answers.add(e.getMessage());
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(most).hasValue(1);
        assertThat(answers).containsExactly("0", "0", "0", "0");
    }

    /** A terminal: reading it blocks until something is typed. (A pipe of the JDK minds when its writers end.) */
    private static final class Keyboard extends InputStream {
        private final LinkedBlockingQueue<Integer> typed = new LinkedBlockingQueue<>();

        void type(String text) {
            text.chars().forEach(typed::add);
        }

        @Override
        public int read() {
            try {
                return typed.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = (byte) read();
            return 1;
        }
    }
}
