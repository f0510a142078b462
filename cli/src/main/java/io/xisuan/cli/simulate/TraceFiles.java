package io.xisuan.cli.simulate;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.trace.TraceReader;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The two files of a trace, as UTF-8 text, unpacked when they are gzip by their first bytes. */
final class TraceFiles {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private TraceFiles() {}

    static Trace read(Path nodes, Path jobs) {
        try (BufferedReader nodeLines = open(nodes);
                BufferedReader jobLines = open(jobs)) {
            return TraceReader.read(source(nodeLines, nodes), source(jobLines, jobs));
        } catch (UncheckedIOException | IOException e) {
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            throw InputException.of("%s and %s: %s".formatted(nodes, jobs, reason(cause)));
        }
    }

    private static Source source(BufferedReader reader, Path file) {
        return new Source(reader.lines()::iterator, file.toString());
    }

    private static BufferedReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw InputException.of("%s: there is no such file, or it cannot be read".formatted(file));
        }
        InputStream in = Files.newInputStream(file);
        try {
            InputStream text = isGzip(file) ? new GZIPInputStream(in, 1 << 16) : in;
            return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        }
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case CharacterCodingException e -> "one of them is no UTF-8 text";
            case ZipException e -> "one of them is no whole gzip file (%s)".formatted(e.getMessage());
            case IOException e -> "reading failed: %s".formatted(e.getMessage());
        };
    }
}
