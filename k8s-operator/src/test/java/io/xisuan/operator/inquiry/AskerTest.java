package io.xisuan.operator.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.TenantId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AskerTest {
    private static final Asker ASKER =
            new Asker(new TenantId("ours"), "team-a", new TreeSet<>(List.of("rival", "other-lab")));

    @Test
    void the_jobs_of_other_tenants_are_not_named() {
        assertThat(ASKER.heard("makes room for rival/llm-7b.v2; rival/x (8 devices, loses 4 device-seconds) leave"))
                .isEqualTo(
                        "makes room for a job of another tenant; a job of another tenant (8 devices, loses 4 device-seconds) leave");
    }

    @Test
    void ones_own_jobs_places_and_addresses_are() {
        String own =
                "team-a/train waits for east/nvidia-h800-80g in gansu/qingyang; see s3://rival/bucket and 3/rival/x";
        assertThat(ASKER.heard(own)).isEqualTo(own);
    }
}
