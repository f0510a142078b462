package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.scheduler.demand.JobRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_job_waits_for_what_was_written_with_it_and_shortly_where_all_else_stands_still() {
        try (LoopGround ground = new LoopGround(folder, 2)) {
            Settling settling = new Settling();
            ground.submit(1, "first", 8, "9s");
            settling.look(sight(ground));
            JobRequest first = job(ground, "first-00000");

            assertThat(settling.settled(first, ground.now())).isFalse();
            assertThat(settling.settled(first, ground.now() + 2_999)).isFalse();
            assertThat(settling.settled(first, ground.now() + 3_000)).isTrue();

            ground.after(3_000);
            ground.submit(1, "second", 8, "9s");
            settling.look(sight(ground));
            JobRequest second = job(ground, "second-00000");

            assertThat(settling.settled(second, ground.now())).isFalse();
            assertThat(settling.settled(second, ground.now() + 499)).isFalse();
            assertThat(settling.waits(ground.now() + 499)).isTrue();
            assertThat(settling.settled(second, ground.now() + 500)).isTrue();

            ground.withoutVouchers();
            settling.look(sight(ground));
            assertThat(settling.settled(second, ground.now() + 500))
                    .as("a voucher is new")
                    .isFalse();
        }
    }

    private static Sight sight(LoopGround ground) {
        Wishes wishes = ground.wishes();
        Assembled market = new Sights(ground.store)
                .take(wishes, List.of(ground.cluster.snapshot()), Set.of(), ground.now())
                .market();
        return new Sight(ground.now(), wishes, List.of(ground.cluster.snapshot()), market, List.of());
    }

    private static JobRequest job(LoopGround ground, String name) {
        return sight(ground).market().orders().values().stream()
                .filter(order -> order.request().id().name().equals(name))
                .findFirst()
                .orElseThrow()
                .request();
    }
}
