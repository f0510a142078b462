package io.xisuan.cli.invoice;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The option {@code --wait} of commands that ask the operator. */
public final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = WaitTime.class,
            description = "How long to wait for the answer, as 60s or 5m (default: 60s).")
    private Duration wait = Duration.ofSeconds(60);

    /** Returns how long. */
    public Duration time() {
        return wait;
    }
}
