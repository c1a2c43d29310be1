package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The HTTP client of the SDK's clients. A thread that waits for an answer is not woken by an interruption, so that a question
 * that is in the air when the run is cancelled has its connection cut.
 */
final class CuttableHttp implements SdkHttpClient {
    private final SdkHttpClient http;
    private final Map<Thread, InTheAir> questions = new ConcurrentHashMap<>();

    CuttableHttp(SdkHttpClient http) {
        this.http = http;
    }

    /**
     * What is asked.
     *
     * @param <T> its answer
     * @param <E> what it fails with
     */
    @FunctionalInterface
    interface Question<T, E extends Exception> {
        T ask() throws E;
    }

    /** The request that a question has sent last. */
    private static final class InTheAir {
        private volatile @Nullable ExecutableHttpRequest request;

        void cut() {
            ExecutableHttpRequest last = request;
            if (last != null) {
                last.abort();
            }
        }
    }

    /** Asks something on this thread, and ends with a failure at once where the run is cancelled meanwhile. */
    <T, E extends Exception> T question(Cancellation cancellation, Question<T, E> question) throws E {
        Thread caller = Thread.currentThread();
        InTheAir inTheAir = new InTheAir();
        questions.put(caller, inTheAir);
        Runnable cut = () -> {
            // First, so that what fails is not tried again.
            caller.interrupt();
            inTheAir.cut();
        };
        try (Cancellation.Registration registration = cancellation.onCancel(cut)) {
            return question.ask();
        } finally {
            questions.remove(caller);
            if (cancellation.isCancelled()) {
                // The interruption was for the question alone: what cleans up must be able to wait.
                Thread.interrupted();
            }
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                InTheAir inTheAir = questions.get(Thread.currentThread());
                if (inTheAir != null) {
                    inTheAir.request = prepared;
                }
                return prepared.call();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
