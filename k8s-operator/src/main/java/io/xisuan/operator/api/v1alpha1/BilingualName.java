package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A name in Chinese, as documents carry it, and in English. */
public record BilingualName(
        @Required @Size(min = 1, max = 100) String zh,
        @Required @Size(min = 1, max = 200) String en) {}
