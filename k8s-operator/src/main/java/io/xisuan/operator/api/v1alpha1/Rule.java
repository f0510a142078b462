package io.xisuan.operator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * One rule of a programme: {@code value}, {@code none: true} or {@code unknown: what is missing}, exactly one of them; the
 * first two with their source.
 */
public interface Rule<T> {
    String NONE = "True where the text was read and has no such rule; source and confidence say so.";
    String UNKNOWN = "What has to be found out; a case in which it matters is refused and names it.";
    String SOURCE = "The document and the place in it where the rule, or that there is none, was read.";
    String CONFIDENCE =
            "A: read in the official text; B: in the press or a compilation; C: in a weak source or inferred; HOUSE: our own reading where the text is silent.";

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
