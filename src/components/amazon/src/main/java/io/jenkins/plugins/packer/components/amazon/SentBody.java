package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Knows how much of a request's body has been sent, and sends no more of an upload when the run is cancelled. */
final class SentBody {
    private final SignedHttp.Request request;
    private final Cancellation cancellation;
    private volatile long sent;

    SentBody(SignedHttp.Request request, Cancellation cancellation) {
        this.request = request;
        this.cancellation = cancellation;
    }

    /** Whether the answer is waited for, even where the run is cancelled. */
    boolean isAwaited() {
        return switch (request.whenCancelled()) {
            case CUT -> false;
            case CUT_UNTIL_SENT -> sent >= request.length();
            case AWAITED -> true;
        };
    }

    /** The body, watched. */
    ContentStreamProvider watching(ContentStreamProvider content) {
        return () -> {
            sent = 0;
            return new Watched(content.newStream());
        };
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            goOn();
            int value = super.read();
            sent += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            goOn();
            int count = super.read(bytes, offset, length);
            sent += Math.max(0, count);
            return count;
        }

        /** A request that is cut before it has a connection would go on with one. */
        private void goOn() throws IOException {
            if (cancellation.isCancelled() && !isAwaited()) {
                throw new IOException("the upload is cancelled");
            }
        }
    }
}
