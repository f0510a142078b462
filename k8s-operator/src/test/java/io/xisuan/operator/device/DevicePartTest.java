package io.xisuan.operator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicePartTest {
    private static final AcceleratorModel H800 = AcceleratorModel.NVIDIA_H800;

    @Test
    void every_part_is_read_back_from_its_text() {
        for (Accelerators each : List.of(
                new Accelerators.Whole(8),
                new Accelerators.Share(300),
                new Accelerators.MemoryShare(20_480),
                new Accelerators.Partition(MigProfile.parse("3g.40gb")))) {
            assertThat(DevicePart.parse(DevicePart.text(each), DevicePart.lanes(each)))
                    .isEqualTo(each);
        }
        assertThatThrownBy(() -> DevicePart.parse("half", 1)).hasMessageContaining("half");
    }

    @Test
    void every_seat_is_read_back_from_its_text() {
        for (Seat seat :
                List.of(Seat.PLAIN, new Seat(NodeMode.HAMI, "Ascend910B3", 2, 0), new Seat(NodeMode.MIG, "", 0, 4))) {
            assertThat(Seat.parse(seat.text())).isEqualTo(seat);
            assertThat(seat.text()).doesNotContain(" ");
        }
        assertThat(Seat.PLAIN.text()).isEmpty();
    }

    @Test
    void a_share_is_the_larger_of_cores_and_memory_and_a_mig_instance_its_slices_of_seven() {
        assertThat(share(50, 20_480)).isEqualTo(new AcceleratorShare(1, 2));
        assertThat(share(10, 20_480)).isEqualTo(new AcceleratorShare(1, 4));
        assertThat(DevicePart.share(new Accelerators.Partition(MigProfile.parse("3g.40gb")), H800))
                .isEqualTo(new AcceleratorShare(3, 7));
        assertThat(DevicePart.unit("nvidia.com/mig-2g.20gb")).isEqualTo(new AcceleratorShare(2, 7));
        assertThat(DevicePart.unit("nvidia.com/gpu")).isEqualTo(AcceleratorShare.WHOLE);
        assertThatThrownBy(() -> share(100, 1_024)).hasMessageContaining("ask for whole devices");
        assertThatThrownBy(() -> share(10, 81_920)).hasMessageContaining("ask for whole devices");
    }

    private static AcceleratorShare share(int cores, long mib) {
        return DevicePart.share(DevicePart.shared(cores, mib, List.of(H800)), H800);
    }

    @Test
    void shares_of_one_card_that_the_scheduler_lets_in_never_come_to_more_than_the_card() {
        for (int cores = 1; cores < 100; cores++) {
            for (long mib = 512; mib < 81_920; mib += 4_999) {
                Accelerators each = DevicePart.shared(cores, mib, List.of(H800, AcceleratorModel.NVIDIA_H20));
                int fit = switch (each) {
                    case Accelerators.Share(int milli) -> 1_000 / milli;
                    case Accelerators.MemoryShare(int share) -> 81_920 / share;
                    case Accelerators.None none -> 0;
                    case Accelerators.Whole whole -> 0;
                    case Accelerators.Partition partition -> 0;
                };
                AcceleratorShare share = DevicePart.share(each, H800);
                assertThat((long) fit * share.numerator())
                        .as("%d %%, %d MiB", cores, mib)
                        .isLessThanOrEqualTo(share.denominator());
                assertThat(100L * share.numerator())
                        .as("%d %%, %d MiB", cores, mib)
                        .isGreaterThanOrEqualTo((long) cores * share.denominator());
            }
        }
    }

    @Test
    void a_pod_asks_by_the_names_of_who_offers_the_devices_and_only_hami_binds_its_own() {
        Accelerators part = new Accelerators.Share(300);
        DeviceRequest dcu =
                DeviceRequest.of(new Seat(NodeMode.HAMI, "", 0, 0), part, AcceleratorModel.HYGON_K100_AI, 30, 8_192);
        assertThat(dcu.resources())
                .containsEntry("hygon.com/dcunum", 1L)
                .containsEntry("hygon.com/dcucores", 30L)
                .containsEntry("hygon.com/dcumem", 8_192L);
        assertThat(dcu.scheduler()).contains("hami-scheduler");
        DeviceRequest npu = DeviceRequest.of(
                new Seat(NodeMode.HAMI, "Ascend910B3", 0, 0), part, AcceleratorModel.ASCEND_910B, 30, 16_384);
        assertThat(npu.resources()).containsOnlyKeys("huawei.com/Ascend910B3", "huawei.com/Ascend910B3-memory");
        DeviceRequest cards =
                DeviceRequest.of(new Seat(NodeMode.HAMI, "", -1, 0), new Accelerators.Whole(2), H800, 0, 0);
        assertThat(cards.resources())
                .as("whole cards are asked for with all their compute, and so with all their memory")
                .containsEntry("nvidia.com/gpu", 2L)
                .containsEntry("nvidia.com/gpucores", 100L)
                .doesNotContainKey("nvidia.com/gpumem");
        DeviceRequest claim =
                DeviceRequest.of(new Seat(NodeMode.DRA, "", -1, 0), new Accelerators.Whole(2), H800, 0, 0);
        assertThat(claim.claim()).contains(new DeviceRequest.Claim("gpu.nvidia.com", 2));
        assertThat(claim.scheduler()).isEmpty();
        assertThatThrownBy(() -> DeviceRequest.of(Seat.PLAIN, part, H800, 30, 8_192))
                .hasMessageContaining("is not to be had of a device plugin");
    }
}
