package io.xisuan.operator.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions that a rate or a limit may have. */
public interface TierStep {
    @Nullable
    Boolean startUp();

    @Nullable
    String accelerators();

    @Nullable
    String yearlyContractsAtMost();

    @Nullable
    List<String> sizes();

    @Nullable
    String component();

    @Nullable
    String trait();
}
