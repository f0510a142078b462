/**
 * Asks exporters for their texts, each once a slot, and tells for every expected slot what came of it: an answer as it came or a
 * gap with its cause. It must not know what a text means, and never bills. Start at {@link
 * io.xisuan.operator.metering.scrape.Scraper}.
 */
@NullMarked
package io.xisuan.operator.metering.scrape;

import org.jspecify.annotations.NullMarked;
