package io.xisuan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void ids_are_neither_empty_nor_padded_nor_endless() {
        assertThatThrownBy(() -> new TenantId("")).hasMessageContaining("tenant id");
        assertThatThrownBy(() -> new SiteId(" zhongwei")).hasMessageContaining("site id");
        assertThatThrownBy(() -> new NodeName("a\u0007b")).hasMessageContaining("control");
        assertThatThrownBy(() -> new DeviceKey("x".repeat(254))).hasMessageContaining("254");
    }

    @Test
    void a_job_made_again_under_the_same_name_is_another_job() {
        JobId first = new JobId("team", "train", "uid-1");
        JobId second = new JobId("team", "train", "uid-2");
        assertThat(first).isNotEqualTo(second).hasToString("team/train");
        assertThat(first.compareTo(second)).isNegative();
    }

    @Test
    void models_are_found_by_id_and_unknown_ones_are_refused_with_the_list() {
        for (AcceleratorModel model : AcceleratorModel.values()) {
            assertThat(AcceleratorModel.parse(model.id())).isSameAs(model);
            assertThat(model.labelValue()).isEqualTo(model.id());
        }
        assertThatThrownBy(() -> AcceleratorModel.parse("h100")).hasMessageContaining("nvidia-h100-80g");
        assertThat(Arrays.stream(AcceleratorModel.values())
                        .filter(m -> m.vendor().domestic()))
                .extracting(AcceleratorModel::vendor)
                .doesNotContain(Vendor.NVIDIA);
    }

    @Test
    void a_share_is_reduced_and_lies_within_a_device() {
        assertThat(new AcceleratorShare(2, 8))
                .isEqualTo(new AcceleratorShare(1, 4))
                .hasToString("1/4");
        assertThat(AcceleratorShare.WHOLE.whole()).isTrue();
        assertThatThrownBy(() -> new AcceleratorShare(8, 7)).hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> new AcceleratorShare(0, 7)).hasMessageContaining("(0, 1]");
    }
}
