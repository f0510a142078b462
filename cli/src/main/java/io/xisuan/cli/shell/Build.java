package io.xisuan.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Which program this is, as its build wrote it down.
 *
 * @param version the version, or {@code unbuilt} for classes that no build packaged
 * @param commit the commit that was built, or {@code unknown}
 */
public record Build(String version, String commit) {
    private static final String UNFILLED = "${";

    /** Returns what this program's build wrote. */
    public static Build here() {
        Properties written = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                written.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties of this program cannot be read", e);
        }
        return new Build(filled(written, "version", "unbuilt"), filled(written, "commit", "unknown"));
    }

    /** Returns it in one line for people. */
    public String line() {
        return "xisuan %s (commit %s, Java %s)".formatted(version, commit, System.getProperty("java.version"));
    }

    private static String filled(Properties written, String name, String otherwise) {
        String value = written.getProperty(name, "").strip();
        return value.isEmpty() || value.startsWith(UNFILLED) ? otherwise : value;
    }
}
