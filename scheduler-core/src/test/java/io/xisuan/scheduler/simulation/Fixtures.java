package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.simulation.trace.TraceReader;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Traces for tests: small ones made for them, and the public ones where they are at hand. */
public final class Fixtures {
    private static final Path PUBLIC = Path.of(System.getProperty("xisuan.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared/data");

    private Fixtures() {}

    /** Returns a trace of the small files. */
    public static Trace small(String nodes, String jobs) {
        return TraceReader.read(smallSource(nodes), smallSource(jobs));
    }

    private static Source smallSource(String name) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/traces/" + name))) {
            return new Source(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a public trace; the test is skipped when it is not at hand. */
    static Trace published(String nodes, String jobs) {
        Assumptions.assumeTrue(
                Files.isDirectory(PUBLIC), "skipped: ../shared/data is absent (public traces, see README)");
        return TraceReader.read(publicSource(nodes), publicSource(jobs));
    }

    private static Source publicSource(String name) {
        Path file = PUBLIC.resolve(name);
        try (InputStream in = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        name.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            return new Source(lines.lines().toList(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
