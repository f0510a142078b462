package io.xisuan.cli;

import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program's own samples and definitions lie: in the checkout that {@code ./xisuan} was started from. */
public final class Installation {
    private Installation() {}

    /** Returns the sample that the demo runs when nothing else is named. */
    public static Path quickstart() {
        return existing("deploy/samples/quickstart");
    }

    /** Returns the folder of programme definitions. */
    public static Path programmes() {
        return existing("billing/src/main/resources/programmes");
    }

    private static Path existing(String name) {
        Path home = Path.of(System.getProperty("xisuan.home", System.getProperty("xisuan.root", ".")));
        Path folder = home.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is missing: start xisuan from a checkout, or name your own folder".formatted(folder));
        }
        return folder;
    }
}
