package io.xisuan.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The folder of public traces and exporter texts, which is no part of the checkout. */
record PublicData(Path folder) {
    /** Returns where the folder is when nobody says otherwise. */
    static String usualFolder() {
        Path home = Path.of(System.getProperty("xisuan.home", "."));
        return home.resolve("../shared/data").toAbsolutePath().normalize().toString();
    }

    /**
     * Returns a file.
     *
     * @throws NotMeasured when it is not there
     */
    Path file(String path) {
        Path file = folder.resolve(path);
        if (!Files.isReadable(file)) {
            throw new NotMeasured(
                    "there is no %s; docs/user/benchmarks.md says where the public traces come from, --data"
                                    .formatted(file)
                            + " names their folder");
        }
        return file;
    }

    /** Returns the lines of a file, unpacked when its name ends in {@code .gz}. */
    List<String> lines(String path) {
        Path file = file(path);
        try (InputStream in = Files.newInputStream(file)) {
            InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes of a file as they are. */
    byte[] bytes(String path) {
        try {
            return Files.readAllBytes(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
