package io.xisuan.billing.programme;

import java.util.Optional;

/**
 * One rule of a programme's version: what the text gives, that it has no such rule, or that we do not know. There is no
 * fourth case, and no default.
 */
public sealed interface Field<T> {
    /** A rule that the source states. */
    record Given<T>(T value, Source source) implements Field<T> {}

    /** The source was read and has no such rule. */
    record None<T>(Source source) implements Field<T> {}

    /** Nobody who wrote the definition knows; {@code missing} says what has to be found out. */
    record Unknown<T>(String missing) implements Field<T> {
        public Unknown {
            if (missing.isBlank()) {
                throw new IllegalArgumentException("An unknown rule says what is missing");
            }
        }
    }

    static <T> Field<T> given(T value, Source source) {
        return new Given<>(value, source);
    }

    static <T> Field<T> none(Source source) {
        return new None<>(source);
    }

    static <T> Field<T> unknown(String missing) {
        return new Unknown<>(missing);
    }

    /** Returns the value when it is given. */
    default Optional<T> known() {
        return this instanceof Given<T>(T value, Source source) ? Optional.of(value) : Optional.empty();
    }

    /** Returns where the rule was read, or where no such rule was found; empty when it is unknown. */
    default Optional<Source> readIn() {
        return switch (this) {
            case Given<T>(T value, Source source) -> Optional.of(source);
            case None<T>(Source source) -> Optional.of(source);
            case Unknown<T> unknown -> Optional.empty();
        };
    }

    default boolean isUnknown() {
        return this instanceof Unknown<T>;
    }
}
