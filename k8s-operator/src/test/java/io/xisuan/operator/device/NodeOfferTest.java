package io.xisuan.operator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeOfferTest {
    private static final String CARDS =
            "GPU-1,10,81559,100,H800,0,true,0,hami-core:GPU-2,10,81559,100,H800,0,false,1,hami-core:";

    private static NodeOffer offer(AcceleratorModel model, Map<String, Long> allocatable) {
        return offer(model, allocatable, Map.of(), Map.of(), Map.of());
    }

    private static NodeOffer offer(
            AcceleratorModel model,
            Map<String, Long> allocatable,
            Map<String, String> labels,
            Map<String, String> registrations,
            Map<String, Integer> claimable) {
        return NodeOffer.of(
                model,
                new NodeOffer.Stated(
                        new TreeMap<>(labels),
                        new TreeMap<>(allocatable),
                        new TreeMap<>(registrations),
                        new TreeMap<>(claimable)));
    }

    @Test
    void each_makers_device_plugin_offers_whole_devices_by_its_own_name() {
        assertThat(offer(AcceleratorModel.NVIDIA_H800, Map.of("nvidia.com/gpu", 8L)))
                .extracting(NodeOffer::mode, NodeOffer::devices)
                .containsExactly(NodeMode.PLAIN, 8);
        assertThat(offer(AcceleratorModel.ASCEND_910B, Map.of("huawei.com/Ascend910", 8L))
                        .devices())
                .isEqualTo(8);
        assertThat(offer(AcceleratorModel.HYGON_K100_AI, Map.of("hygon.com/dcu", 4L))
                        .devices())
                .isEqualTo(4);
        assertThat(offer(AcceleratorModel.CAMBRICON_MLU590, Map.of("cambricon.com/mlu", 8L))
                        .devices())
                .isEqualTo(8);
        assertThat(offer(AcceleratorModel.NVIDIA_H800, Map.of()))
                .extracting(NodeOffer::mode, NodeOffer::devices)
                .containsExactly(NodeMode.PLAIN, 0);
    }

    @Test
    void mig_instances_are_counted_by_profile_and_what_others_hold_is_taken_off() {
        NodeOffer mixed = offer(
                AcceleratorModel.NVIDIA_H800,
                Map.of("nvidia.com/mig-1g.10gb", 14L, "nvidia.com/mig-3g.40gb", 4L, "nvidia.com/gpu", 4L));
        assertThat(mixed.mode()).isEqualTo(NodeMode.MIG);
        assertThat(mixed.whole()).isEqualTo(4);
        assertThat(mixed.instances()).containsEntry(MigProfile.parse("1g.10gb"), 14);
        assertThat(mixed.devices()).as("26 of 7 slices each").isEqualTo(4);
        assertThat(mixed.capacity(64_000, 1_024, resource -> resource.endsWith("1g.10gb") ? 3 : 0)
                        .others())
                .containsEntry("nvidia.com/mig-1g.10gb", 11L)
                .containsEntry("nvidia.com/mig-3g.40gb", 4L);
    }

    @Test
    void cards_that_hami_lists_are_counted_when_they_are_well_and_not_its_places_on_them() {
        NodeOffer shared = offer(
                AcceleratorModel.NVIDIA_H800,
                Map.of("nvidia.com/gpu", 20L),
                Map.of(),
                Map.of("hami.io/node-nvidia-register", CARDS),
                Map.of());
        assertThat(shared)
                .extracting(NodeOffer::mode, NodeOffer::devices, NodeOffer::deviceMemoryMib)
                .containsExactly(NodeMode.HAMI, 1, 81_559);
        assertThat(shared.background(AcceleratorModel.NVIDIA_H800, resource -> 3))
                .as("places of others")
                .isEqualTo(1);
        String json = """
                [{"id":"GPU-1","count":10,"devmem":200000,"devcore":100,"type":"H800","mode":"hami-core","health":true}]""";
        assertThat(offer(
                                AcceleratorModel.NVIDIA_H800,
                                Map.of("nvidia.com/gpu", 10L),
                                Map.of(),
                                Map.of("hami.io/node-nvidia-register", json),
                                Map.of())
                        .deviceMemoryMib())
                .as("memory that HAMi oversells is not sold by us")
                .isEqualTo(81_920);
    }

    @Test
    void hami_names_each_maker_in_its_own_way() {
        assertThat(offer(
                        AcceleratorModel.ASCEND_910B,
                        Map.of("huawei.com/Ascend910B3", 4L),
                        Map.of(),
                        Map.of("hami.io/node-register-Ascend910B3", "NPU-1,4,65536,20,Ascend910B3,0,true,0,hami-core:"),
                        Map.of()))
                .extracting(NodeOffer::mode, NodeOffer::devices, NodeOffer::deviceMemoryMib)
                .containsExactly(NodeMode.HAMI, 1, 65_536);
        assertThat(offer(
                        AcceleratorModel.CAMBRICON_MLU590,
                        Map.of(
                                "cambricon.com/vmlu", 200L,
                                "cambricon.com/mlu.smlu.vcore", 200L,
                                "cambricon.com/mlu.smlu.vmemory", 640L)))
                .extracting(NodeOffer::mode, NodeOffer::devices, NodeOffer::deviceMemoryMib)
                .containsExactly(NodeMode.HAMI, 2, 81_920);
    }

    @Test
    void claimable_devices_are_those_of_the_makers_driver() {
        assertThat(offer(
                        AcceleratorModel.NVIDIA_H20,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("gpu.nvidia.com", 4, "net.example", 2)))
                .extracting(NodeOffer::mode, NodeOffer::devices)
                .containsExactly(NodeMode.DRA, 4);
    }

    @Test
    void a_node_that_offers_its_devices_in_two_ways_is_refused_with_both() {
        assertThatThrownBy(() -> offer(
                        AcceleratorModel.NVIDIA_H800,
                        Map.of("nvidia.com/gpu", 8L),
                        Map.of(),
                        Map.of(),
                        Map.of("gpu.nvidia.com", 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a DRA driver and by a device plugin of whole devices");
        assertThatThrownBy(() -> offer(
                        AcceleratorModel.NVIDIA_H800,
                        Map.of("nvidia.com/gpu", 10L, "nvidia.com/mig-1g.10gb", 7L),
                        Map.of(),
                        Map.of("hami.io/node-nvidia-register", CARDS),
                        Map.of()))
                .hasMessageContaining("MIG instances and by HAMi");
    }

    @Test
    void a_count_of_slices_or_turns_is_never_taken_for_one_of_devices() {
        assertThatThrownBy(() -> offer(
                        AcceleratorModel.NVIDIA_H800,
                        Map.of("nvidia.com/gpu", 7L),
                        Map.of("nvidia.com/gpu.product", "NVIDIA-H800-MIG-1g.10gb"),
                        Map.of(),
                        Map.of()))
                .hasMessageContaining("mixed");
        assertThatThrownBy(() -> offer(
                        AcceleratorModel.NVIDIA_H800,
                        Map.of("nvidia.com/gpu", 32L),
                        Map.of("nvidia.com/gpu.replicas", "4"),
                        Map.of(),
                        Map.of()))
                .hasMessageContaining("time slicing");
    }

    @Test
    void others_hold_no_more_devices_than_there_are_while_one_of_their_pods_makes_way_for_another() {
        NodeOffer plain = offer(AcceleratorModel.NVIDIA_H800, Map.of("nvidia.com/gpu", 8L));
        assertThat(plain.background(AcceleratorModel.NVIDIA_H800, resource -> 16))
                .isEqualTo(8);
        assertThat(plain.background(AcceleratorModel.NVIDIA_H800, resource -> 1L << 40))
                .isEqualTo(8);
        assertThat(plain.held(AcceleratorModel.NVIDIA_H800, resource -> 16)).isEqualTo(16);
    }

    @Test
    void a_node_that_says_it_has_more_devices_than_an_integer_is_refused_with_its_capacity_and_throws_nothing_before() {
        NodeOffer plain = offer(AcceleratorModel.NVIDIA_H800, Map.of("nvidia.com/gpu", 1L << 40));
        assertThatThrownBy(() -> plain.capacity(0, 0, resource -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A node cannot have");
    }
}
