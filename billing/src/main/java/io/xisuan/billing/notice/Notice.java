package io.xisuan.billing.notice;

import io.xisuan.model.TenantId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that somebody is told of, once.
 *
 * @param key names what happened: the same thing always has the same key, so that whoever finds it again tells nobody twice
 * @param tenant the firm that it is about; empty where it is about none
 * @param atMillis when it happened, milliseconds since 1970
 */
public record Notice(
        NoticeKind kind, String key, Optional<TenantId> tenant, long atMillis, SortedMap<Fact, String> facts) {
    /** A stored fact is no longer than this; a longer one is cut. */
    public static final int LONGEST_FACT = 1_000;

    public Notice {
        if (key.isBlank() || key.length() > 512) {
            throw new IllegalArgumentException("\"%s\" is no key of a notice".formatted(key));
        }
        TreeMap<Fact, String> all = new TreeMap<>();
        facts.forEach((fact, value) -> all.put(fact, cut(value)));
        facts = Collections.unmodifiableSortedMap(all);
    }

    private static String cut(String value) {
        if (value.length() <= LONGEST_FACT) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(LONGEST_FACT - 2)) ? LONGEST_FACT - 2 : LONGEST_FACT - 1;
        return value.substring(0, end) + "…";
    }

    /** Returns a notice without facts, to which they are added; the key begins with the kind. */
    public static Builder of(NoticeKind kind, String about, long atMillis) {
        return new Builder(kind, kind.word() + "/" + about, atMillis);
    }

    /** Returns a fact, or an empty text when it is not known. */
    public String fact(Fact fact) {
        return facts.getOrDefault(fact, "");
    }

    /** Collects the facts of a notice. */
    public static final class Builder {
        private final NoticeKind kind;
        private final String key;
        private final long atMillis;
        private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
        private Optional<TenantId> tenant = Optional.empty();

        private Builder(NoticeKind kind, String key, long atMillis) {
            this.kind = kind;
            this.key = key;
            this.atMillis = atMillis;
        }

        /** Says which firm it is about. */
        public Builder tenant(TenantId about) {
            tenant = Optional.of(about);
            return this;
        }

        /** Adds a fact by the text of its value. */
        public Builder with(Fact fact, Object value) {
            facts.put(fact, value.toString());
            return this;
        }

        public Notice build() {
            return new Notice(kind, key, tenant, atMillis, new TreeMap<>(facts));
        }
    }
}
