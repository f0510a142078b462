package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rendering.Language;

/**
 * A file that was drawn of a document once, as it was drawn.
 *
 * @param document the document's number
 * @param drawnBy the Java release that drew it; another one may draw other bytes of the same page
 */
public record KeptFile(
        String document, Form form, Language language, Content content, String drawnBy, long drawnAtMillis) {
    /** The forms that are kept: those whose bytes depend on the Java release, by compression. */
    public enum Form {
        PDF("pdf"),
        XLSX("xlsx");

        private final String suffix;

        Form(String suffix) {
            this.suffix = suffix;
        }

        /** Returns what the names of such files end in. */
        public String suffix() {
            return suffix;
        }
    }

    /** Bytes with their digest. */
    public static final class Content {
        private final byte[] bytes;
        private final String sha256;

        public Content(byte[] bytes) {
            this.bytes = bytes.clone();
            this.sha256 = Sha256.hex(this.bytes);
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        /** Returns the digest in hex. */
        public String sha256() {
            return sha256;
        }
    }
}
