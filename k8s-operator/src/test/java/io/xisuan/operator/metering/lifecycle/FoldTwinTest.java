package io.xisuan.operator.metering.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.lifecycle.twin.FoldTally;
import io.xisuan.operator.metering.lifecycle.twin.FoldTwin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fold against its plain twin over seeded random histories; a failure prints its seed and the least observations that show it. */
class FoldTwinTest {
    /** More with {@code -Dxisuan.fold.histories=N}, from another seed on with {@code -Dxisuan.fold.seed=N}. */
    private static final int HISTORIES = Integer.getInteger("xisuan.fold.histories", 5_000);

    private static final long FIRST_SEED = Long.getLong("xisuan.fold.seed", 1);

    private static final List<String> CLASSES = List.of(
            "BILLED",
            "GANG_NOT_STARTED",
            "TEARDOWN",
            "DEVICE_FAULT",
            "NODE_FAULT",
            "OWNER_RECLAIM",
            "QUARANTINED",
            "WITHDRAWN",
            "BACKGROUND",
            "IDLE",
            "NODE_NOT_READY",
            "NODE_CORDONED",
            "DEVICE_UNHEALTHY",
            "NOT_OBSERVED");

    @Test
    void the_fold_and_its_twin_give_every_millisecond_the_same_class() {
        FoldTwin twin = new FoldTwin(FIRST_SEED);
        assertThat(twin.play(HISTORIES, progress -> {})).isEmpty();
        FoldTally tally = twin.tally();
        assertThat(CLASSES).as("classes compared, of %s", tally).allMatch(what -> tally.of(what) > HISTORIES / 200);
    }
}
