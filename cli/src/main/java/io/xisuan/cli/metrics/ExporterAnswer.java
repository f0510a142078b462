package io.xisuan.cli.metrics;

import io.xisuan.operator.metering.exposition.ContentType;

/** A text as it came from a file or an exporter. */
final class ExporterAnswer {
    private final String source;
    private final byte[] body;
    private final ContentType contentType;
    private final String saidType;

    /**
     * Takes an answer.
     *
     * @param body is not copied and not changed
     * @param contentType what it is read as
     * @param saidType what the exporter said it is; empty for a file
     */
    ExporterAnswer(String source, byte[] body, ContentType contentType, String saidType) {
        this.source = source;
        this.body = body;
        this.contentType = contentType;
        this.saidType = saidType;
    }

    String source() {
        return source;
    }

    byte[] body() {
        return body;
    }

    ContentType contentType() {
        return contentType;
    }

    String saidType() {
        return saidType;
    }
}
