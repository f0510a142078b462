package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.NotMeasured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is run to its end for what it says. */
final class Command {
    private Command() {}

    /**
     * Returns what it said on both outputs.
     *
     * @throws NotMeasured when it cannot be run or does not end with 0
     */
    static String said(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
                if (process.waitFor() != 0) {
                    throw new NotMeasured("%s: %s".formatted(String.join(" ", command), text));
                }
                return text;
            }
        } catch (IOException e) {
            throw new NotMeasured("%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasured("interrupted");
        }
    }
}
