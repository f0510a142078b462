package io.xisuan.image.debian;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Fetches one file from a mirror. */
@FunctionalInterface
public interface Download {
    /** Writes what is at the address to the file; throws {@link io.xisuan.model.InputException} where it is not there. */
    void fetch(URI from, Path to) throws IOException;
}
