package io.jenkins.plugins.packer.cli.amazon;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Notes what is asked of EC2 and of other services, in its order, and does something before or after one of the requests. */
final class Watching {
    private static final Ec2Proxy.Answer UNREAD = Ec2Proxy.Answer.error(500, "InternalError", "nobody reads this");

    private final Consumer<String> noted;
    private final String request;
    private final int time;
    private final boolean acted;
    private final Runnable action;
    private final AtomicInteger asked = new AtomicInteger();

    private Watching(Consumer<String> noted, String request, int time, boolean acted, Runnable action) {
        this.noted = noted;
        this.request = request;
        this.time = time;
        this.acted = acted;
        this.action = action;
    }

    /**
     * One that does something once.
     *
     * @param request such as {@code RunInstances} or {@code iam:CreateRole}
     * @param time the how many of those requests it is, counted from 1
     * @param acted whether it is done after the service acted, not before
     */
    Watching(String request, int time, boolean acted, Runnable action) {
        this(unused -> {}, request, time, acted, action);
    }

    /** One that notes the requests. */
    static Watching of(List<String> requests) {
        return new Watching(requests::add, "", 0, false, () -> {});
    }

    private boolean isNow(String name) {
        noted.accept(name);
        return name.equals(request) && asked.incrementAndGet() == time;
    }

    Ec2Proxy.Intervention around(Ec2Proxy.Intervention world) {
        return new Ec2Proxy.Intervention() {
            private volatile int watched;

            @Override
            public Ec2Proxy.Answer before(int number, String name) {
                if (isNow(name)) {
                    watched = number;
                    if (!acted) {
                        action.run();
                        return UNREAD;
                    }
                }
                return world.before(number, name);
            }

            @Override
            public Ec2Proxy.Answer after(int number, String name, Ec2Proxy.Answer answer) {
                Ec2Proxy.Answer seen = world.after(number, name, answer);
                if (watched == number) {
                    action.run();
                    return UNREAD;
                }
                return seen;
            }
        };
    }

    AwsProxy.Intervention around(AwsProxy.Intervention world) {
        return new AwsProxy.Intervention() {
            private volatile AwsProxy.Seen watched;

            @Override
            public void arriving(String method, String path) {
                world.arriving(method, path);
            }

            @Override
            public Ec2Proxy.Answer before(AwsProxy.Seen seen) {
                if (isNow(seen.name())) {
                    if (!acted) {
                        action.run();
                        return UNREAD;
                    }
                    watched = seen;
                }
                return world.before(seen);
            }

            @Override
            public void after(AwsProxy.Seen seen) {
                world.after(seen);
                if (seen.equals(watched)) {
                    action.run();
                }
            }
        };
    }
}
