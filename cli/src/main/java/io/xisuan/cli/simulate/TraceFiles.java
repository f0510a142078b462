package io.xisuan.cli.simulate;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.trace.TraceReader;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The two files of a trace, as UTF-8 text, unpacked when they are gzip by their first bytes. */
final class TraceFiles {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private TraceFiles() {}

    static Trace read(Path nodes, Path jobs) {
        return TraceReader.read(new Source(lines(nodes), nodes.toString()), new Source(lines(jobs), jobs.toString()));
    }

    /** Returns the lines of a text, unpacked where it is gzip. */
    static List<String> lines(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw InputException.of("%s: there is no such file, or it cannot be read".formatted(file));
        }
        List<String> lines = new ArrayList<>();
        try (InputStream in = open(file);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (CharacterCodingException e) {
            throw InputException.of("%s: is no UTF-8 text".formatted(file));
        } catch (IOException e) {
            throw InputException.of("%s: cannot be read: %s".formatted(file, e.getMessage()));
        }
        return lines;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!isGzip(file)) {
            return in;
        }
        try {
            return new GZIPInputStream(in, 1 << 16);
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
}
