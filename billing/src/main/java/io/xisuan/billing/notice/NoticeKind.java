package io.xisuan.billing.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened that somebody is told of. */
public enum NoticeKind {
    /** A job was told to leave for another job, for its site's owner or so that devices come together. */
    PREEMPTED(Audience.TENANT, Audience.OPERATIONS),
    /** A job's budget, or a tenant's credit, is used to a half, to four fifths, or wholly. */
    BUDGET_REACHED(Audience.TENANT, Audience.FINANCE),
    /** The last day of a voucher comes and something of it is free. */
    VOUCHER_EXPIRING(Audience.TENANT, Audience.FINANCE),
    /** The last day of a programme's window comes and something is not claimed or not handed in. */
    CLAIM_DEADLINE(Audience.FINANCE),
    /** An invoice or a note was issued. */
    INVOICE_ISSUED(Audience.TENANT, Audience.FINANCE),
    /** No node of a site is ready any more. */
    SITE_CUT_OFF(Audience.OPERATIONS, Audience.TENANT),
    /** A site that was cut off has ready nodes again. */
    SITE_BACK(Audience.OPERATIONS, Audience.TENANT),
    /** A job ended for a reason of its own and is not tried again. */
    JOB_FAILED(Audience.TENANT),
    /** A job can never start as it is written. */
    JOB_NEVER(Audience.TENANT),
    /** Somebody tries out whether notices arrive. */
    TEST(Audience.TENANT, Audience.OPERATIONS, Audience.FINANCE);

    /** Names, joined by blanks. */
    private final String audiences;

    NoticeKind(Audience first, Audience... others) {
        this.audiences = Stream.concat(Stream.of(first), Stream.of(others))
                .map(Audience::name)
                .collect(Collectors.joining(" "));
    }

    /** Returns whether it is for these. */
    public boolean isFor(Audience audience) {
        return List.of(audiences.split(" ")).contains(audience.name());
    }

    /** Returns the word by which options and receivers name it, as {@code site-cut-off}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the kind of a word, or empty when there is none. */
    public static Optional<NoticeKind> ofWord(String word) {
        for (NoticeKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
