package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an inquiry; it is written once.
 *
 * @param answer one JSON document as text, so that its bytes and with them a quote's id stay what they are
 */
@JsonClassDescription("The answer, written by the operator alone.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InquiryStatus(
        @Min(0) @JsonPropertyDescription("The generation of the inquiry that this status is about.")
        long observedGeneration,

        @Nullable @JsonPropertyDescription("Answered or Refused; absent while it waits.")
        InquiryState state,

        @Size(max = 40) @Nullable @JsonPropertyDescription("Why it is refused, in one word.")
        String reason,

        @Size(max = MOST_MESSAGE)
        @Nullable
        @JsonPropertyDescription("Why it is refused, in a sentence, and what to do.")
        String message,

        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable @JsonPropertyDescription("When it was answered.")
        String answeredAt,

        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @Nullable
        @JsonPropertyDescription("When the inquiry is deleted, read or not.")
        String expiresAt,

        @Size(max = MOST_ANSWER)
        @Nullable
        @JsonPropertyDescription("The answer as one JSON document: what the command line prints with -o json.")
        String answer) {
    /** The longest answer, in characters; a longer one is refused. */
    public static final int MOST_ANSWER = 262_144;

    /** The longest message, in characters. */
    public static final int MOST_MESSAGE = 1_024;
}
