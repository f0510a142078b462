package io.xisuan.operator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * One rule of a programme: {@code value}, {@code none: true} or {@code unknown: what is missing}, exactly one of them; the
 * first two with their source.
 */
public interface Rule<T> {
    String EXACTLY_ONE = "(has(self.value) ? 1 : 0) + (has(self.none) ? 1 : 0) + (has(self.unknown) ? 1 : 0) == 1";
    String EXACTLY_ONE_MESSAGE = "write exactly one of value, none: true and unknown";
    String SOURCED = "has(self.unknown) || (has(self.source) && has(self.confidence))";
    String SOURCED_MESSAGE = "a rule that is given or none names its source and confidence";

    @Nullable
    T value();

    @Nullable
    Boolean none();

    @Nullable
    String unknown();

    @Nullable
    String source();

    @Nullable
    RuleConfidence confidence();
}
