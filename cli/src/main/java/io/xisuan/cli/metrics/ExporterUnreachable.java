package io.xisuan.cli.metrics;

/** Says that an exporter gave no answer; the command exits with 5. */
final class ExporterUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    ExporterUnreachable(String message) {
        super(message);
    }
}
