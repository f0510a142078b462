package io.xisuan.cli.metrics;

import io.xisuan.operator.metering.exposition.ContentType;

/**
 * A text as it came from a file or an exporter.
 *
 * @param contentType what the exporter said it is; of a file nothing is said
 */
record ExporterAnswer(String source, byte[] body, ContentType contentType, String saidType) {}
