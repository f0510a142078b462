package io.xisuan.operator.translate;

import io.xisuan.billing.programme.Confidence;
import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.Source;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Rule;
import io.xisuan.operator.api.v1alpha1.RuleConfidence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one group of a version: given, none or unknown, and never absent. */
record RuleReader(String path, ProgrammePlace place) {
    /** Returns a reader of a group within this one. */
    RuleReader within(String group) {
        return new RuleReader(path + "." + group, place);
    }

    <V, T> Field<T> field(String name, @Nullable Rule<V> rule, Function<V, T> reader) {
        if (rule == null) {
            throw wrong(name, "is missing: write value, none: true, or unknown with what is missing");
        }
        V value = rule.value();
        String unknown = rule.unknown();
        boolean none = Boolean.TRUE.equals(rule.none());
        if ((value == null ? 0 : 1) + (unknown == null ? 0 : 1) + (rule.none() == null ? 0 : 1) != 1
                || (rule.none() != null && !none)) {
            throw wrong(name, "write exactly one of value, none: true and unknown");
        }
        if (unknown != null) {
            return Field.unknown(unknown);
        }
        Source source = source(name, rule);
        return value == null ? Field.none(source) : Field.given(read(name, value, reader), source);
    }

    /** Returns a reader of one word out of an enum's, written in small letters with hyphens. */
    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> find(type, text)
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is none of %s"
                        .formatted(
                                text,
                                String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(RuleReader::word)
                                                .toList()))));
    }

    /** Returns a reader of a list, item by item. */
    static <T> Function<List<String>, List<T>> list(Function<String, T> item) {
        return texts -> texts.stream().map(item).toList();
    }

    InputException wrong(String name, String problem) {
        return place.wrong(path + "." + name, problem);
    }

    private Source source(String name, Rule<?> rule) {
        String text = rule.source();
        RuleConfidence confidence = rule.confidence();
        if (text == null || text.isBlank() || confidence == null) {
            throw wrong(name, "a rule that is given or none names its source and confidence");
        }
        return new Source(
                text,
                switch (confidence) {
                    case A -> Confidence.A;
                    case B -> Confidence.B;
                    case C -> Confidence.C;
                    case HOUSE -> Confidence.HOUSE;
                });
    }

    private <V, T> T read(String name, V value, Function<V, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw wrong(name + ".value", String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
