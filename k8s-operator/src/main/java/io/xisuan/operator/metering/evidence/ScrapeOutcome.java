package io.xisuan.operator.metering.evidence;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.util.Optional;

/**
 * What came of asking one target in one slot: an answer, or a gap with its cause; never nothing.
 *
 * @param target who was asked, as its name within the node: {@code dcgm-exporter}, {@code xisuan-agent}
 * @param slotMillis when the slot begins, UTC; the same for all targets of a site, whatever their jitter
 * @param askedMillis when it was asked, by the operator's clock
 */
public record ScrapeOutcome(
        SiteId site, NodeName node, String target, long slotMillis, long askedMillis, Result result) {

    /** An answer or a gap. */
    public sealed interface Result {
        /** An answer with status 200, unpacked, as it came. */
        final class Answer implements Result {
            private final byte[] body;
            private final ExpositionFormat format;
            private final long receivedMillis;

            /**
             * Takes the body without copying it; nobody changes it afterwards.
             *
             * @param format by the content type; text 0.0.4 where there is none
             * @param receivedMillis when its last byte came, by the operator's clock
             */
            public Answer(byte[] body, ExpositionFormat format, long receivedMillis) {
                this.body = body;
                this.format = format;
                this.receivedMillis = receivedMillis;
            }

            /** Returns the bytes themselves, not to be changed. */
            public byte[] body() {
                return body;
            }

            public ExpositionFormat format() {
                return format;
            }

            public long receivedMillis() {
                return receivedMillis;
            }
        }

        /**
         * No answer.
         *
         * @param detail for people: the status, the exception's sentence
         */
        record Gap(GapCause cause, String detail) implements Result {}
    }

    /** Returns the body, when there was an answer. */
    public Optional<byte[]> body() {
        return result instanceof Result.Answer answer ? Optional.of(answer.body()) : Optional.empty();
    }
}
