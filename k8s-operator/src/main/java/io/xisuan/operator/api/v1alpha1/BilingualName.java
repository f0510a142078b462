package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A name in Chinese, as documents carry it, and in English. */
public record BilingualName(
        @Required
        @Size(min = 1, max = 100)
        @JsonPropertyDescription("The name in Chinese, as invoices and claims carry it.")
        String zh,

        @Required
        @Size(min = 1, max = 200)
        @JsonPropertyDescription("The name in English, for those who do not read Chinese.")
        String en) {}
