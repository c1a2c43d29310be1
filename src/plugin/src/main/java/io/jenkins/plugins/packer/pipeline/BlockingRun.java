package io.jenkins.plugins.packer.pipeline;

import io.jenkins.plugins.packer.pipeline.result.RunResult;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A run for which the caller's thread waits, as freestyle builds do. It does not outlive Jenkins: then the engine ends by itself
 * when its lease runs out. An interruption asks it to end; another one, while it cleans up, kills it.
 */
final class BlockingRun {
    private static final long INTERVAL = 500;

    private final ImageBuild images;
    private final Site site;

    BlockingRun(ImageBuild images, Site site) {
        this.images = images;
        this.site = site;
    }

    /** Runs it to its end. */
    RunResult run() throws IOException, InterruptedException {
        ImageBuild.Saver nothing = () -> {};
        boolean started = false;
        try {
            images.start(site, images.prepare(site, nothing));
            started = true;
            boolean over = false;
            while (!over) {
                over = look(nothing);
            }
            RunResult result = new Completion(images, site).complete();
            images.clear(site);
            return result;
        } catch (IOException | RuntimeException e) {
            if (!started) {
                images.clear(site);
            }
            throw e;
        }
    }

    private boolean look(ImageBuild.Saver saver) throws IOException {
        try {
            if (images.look(site, saver)) {
                return true;
            }
            return new CountDownLatch(1).await(INTERVAL, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            images.cancel();
            return false;
        }
    }
}
