package io.xisuan.billing.control;

import io.xisuan.billing.canonical.Sha256;
import java.util.Locale;

/**
 * What one person wants to be done and another has to approve.
 *
 * @param number counts from 1
 * @param subject what it is about, as {@code write-off/ZW-2026-000012}: up to the first slash the kind, which says what approval does
 * @param content all of it, as canonical text; approval is of these very bytes
 * @param proposedAtMillis milliseconds since 1970
 */
public record Proposal(
        long number, Deed deed, String subject, String content, Principal proposedBy, long proposedAtMillis) {
    public Proposal {
        if (number < 1 || subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Proposal %d about \"%s\" is none".formatted(number, subject));
        }
    }

    /** Returns its name for people, as {@code AP-000012}. */
    public String name() {
        return name(number);
    }

    /** Returns the name of the proposal with that number. */
    public static String name(long number) {
        return String.format(Locale.ROOT, "AP-%06d", number);
    }

    /** Returns the kind of what is proposed: the subject up to its first slash. */
    public String kind() {
        int slash = subject.indexOf('/');
        return slash < 0 ? subject : subject.substring(0, slash);
    }

    /** Returns what the subject says after its kind. */
    public String about() {
        return subject.substring(Math.min(subject.length(), kind().length() + 1));
    }

    /** Returns the digest of deed, subject and content, SHA-256 in hex: what an approval signs. */
    public String sha256() {
        return Sha256.hex(deed + "\n" + subject + "\n" + content);
    }
}
