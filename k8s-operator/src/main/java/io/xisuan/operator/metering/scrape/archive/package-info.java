/**
 * Keeps exporter texts as they came, so that what the journal says of a device can be shown again: compressed, once each, for so
 * many days and bytes. It must not know what a text means, and metering never waits for it. Start at {@link
 * io.xisuan.operator.metering.scrape.archive.EvidenceArchive}.
 */
@NullMarked
package io.xisuan.operator.metering.scrape.archive;

import org.jspecify.annotations.NullMarked;
