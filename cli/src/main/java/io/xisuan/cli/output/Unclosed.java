package io.xisuan.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** A writer that passes everything on except being closed, since standard output belongs to the whole program. */
final class Unclosed extends FilterWriter {
    Unclosed(Writer target) {
        super(target);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
