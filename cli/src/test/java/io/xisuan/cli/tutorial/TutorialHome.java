package io.xisuan.cli.tutorial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The home of a reader; its path is as long as the one that pages show, so that tables line up under either. */
record TutorialHome(Path folder) implements AutoCloseable {
    private static final String SHOWN = "/home/you";

    /** Makes an empty one. */
    static TutorialHome make() {
        for (int i = 100; i < 1000; i++) {
            try {
                return new TutorialHome(Files.createDirectory(Path.of("/tmp/u" + i)));
            } catch (FileAlreadyExistsException taken) {
                // The next name may be free.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no name is free for a reader's home in /tmp");
    }

    /** Returns an output as the page shows it. */
    List<String> hiddenIn(List<String> output) {
        return output.stream()
                .map(line -> line.replace(folder.toString(), SHOWN))
                .toList();
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
