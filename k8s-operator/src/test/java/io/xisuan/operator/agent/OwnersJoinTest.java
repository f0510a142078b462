package io.xisuan.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.AcceleratorShare;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnersJoinTest {
    private static final long READ = 1_792_137_600_500L;
    private static final String CARD = "GPU-3b1f2a34-0000-1111-2222-333344445555";
    private static final PodResources TRAIN = listed("train-0", "nvidia.com/gpu", CARD);

    private static PodResources listed(String name, String resource, String... ids) {
        return new PodResources(
                "team-a",
                name,
                List.of(new ContainerResources(
                        "worker", List.of(new ContainerDevices(resource, List.of(ids))), List.of())));
    }

    private static KubeletView.Read read(List<ContainerDevices> offered, PodResources... pods) {
        return new KubeletView.Read(READ, "v1", List.of(pods), Optional.of(offered), "");
    }

    private static ApiPod pod(String name, String uid, String phase, long startMillis, String hami) {
        return new ApiPod(
                new PodName("team-a", name),
                uid,
                "node-1",
                phase,
                OptionalLong.of(startMillis),
                List.of("fetch"),
                List.of("worker"),
                hami);
    }

    private static PodDirectory.Answer found(ApiPod... pods) {
        SortedMap<PodName, ApiPod> all = new TreeMap<>();
        List.of(pods).forEach(pod -> all.put(pod.name(), pod));
        return new PodDirectory.Answer.Found(all);
    }

    private static OwnersJoin join(KubeletView.Read read, PodDirectory.Answer answer, PodMemory memory) {
        return new OwnersJoin("node-1", read, answer, memory);
    }

    private static DeviceOwner only(OwnersJoin join) {
        assertThat(join.owners().owners()).hasSize(1);
        return join.owners().owners().getFirst();
    }

    private static DeviceOwner shareOf(String resource, String id, String... offered) {
        return only(join(
                read(List.of(new ContainerDevices(resource, List.of(offered))), listed("train-0", resource, id)),
                new PodDirectory.Answer.NotAsked(),
                PodMemory.EMPTY));
    }

    @Test
    void a_pod_that_the_kubelet_had_accepted_before_the_read_is_the_one() {
        DeviceOwner owner = only(join(
                read(List.of(), TRAIN), found(pod("train-0", "uid-1", "Running", READ - 1000, "")), PodMemory.EMPTY));
        assertThat(owner.confirmedUid()).contains("uid-1");
        assertThat(owner.share()).contains(AcceleratorShare.WHOLE);
    }

    @Test
    void a_successor_under_the_same_name_is_never_taken_for_the_pod() {
        assertThat(only(join(
                                read(List.of(), TRAIN),
                                found(pod("train-0", "uid-2", "Pending", READ - 999, "")),
                                PodMemory.EMPTY))
                        .verdict())
                .isEqualTo(UidVerdict.NOT_ACCEPTED_YET);
        ApiPod unbound = new ApiPod(
                new PodName("team-a", "train-0"),
                "uid-2",
                "node-2",
                "Pending",
                OptionalLong.empty(),
                List.of(),
                List.of(),
                "");
        assertThat(only(join(read(List.of(), TRAIN), found(unbound), PodMemory.EMPTY))
                        .verdict())
                .isEqualTo(UidVerdict.ON_ANOTHER_NODE);
        OwnersJoin twice = join(
                read(List.of(), TRAIN, listed("train-0", "nvidia.com/gpu", "GPU-other")),
                found(pod("train-0", "uid-2", "Running", READ - 5000, "")),
                PodMemory.EMPTY);
        assertThat(twice.owners().owners())
                .extracting(DeviceOwner::verdict)
                .containsExactly(UidVerdict.NAME_LISTED_TWICE, UidVerdict.NAME_LISTED_TWICE);
        assertThat(only(join(read(List.of(), TRAIN), found(), PodMemory.EMPTY)).verdict())
                .isEqualTo(UidVerdict.NOT_IN_API);
    }

    @Test
    void a_pod_that_ended_holds_nothing_though_the_kubelet_lists_it() {
        ApiPod ended = pod("train-0", "uid-1", "Succeeded", READ - 9000, "");
        OwnersJoin join = join(read(List.of(), TRAIN), found(ended), PodMemory.EMPTY);
        assertThat(join.owners().owners()).isEmpty();
        assertThat(join.owners().ended()).containsExactly(new PodName("team-a", "train-0"));
        OwnersJoin unreachable =
                join(read(List.of(), TRAIN), new PodDirectory.Answer.Unreachable("down"), join.memory());
        assertThat(unreachable.owners().owners()).isEmpty();
        assertThat(unreachable.owners().apiNote()).isEqualTo("down");
    }

    @Test
    void without_the_api_server_a_uid_is_only_the_last_known_one_and_lost_with_any_change() {
        PodMemory memory = join(
                        read(List.of(), TRAIN),
                        found(pod("train-0", "uid-1", "Running", READ - 9000, "")),
                        PodMemory.EMPTY)
                .memory();
        PodDirectory.Answer down = new PodDirectory.Answer.Unreachable("down");
        DeviceOwner owner = only(join(read(List.of(), TRAIN), down, memory));
        assertThat(owner.verdict()).isEqualTo(UidVerdict.LAST_KNOWN);
        assertThat(owner.uid()).contains("uid-1");
        assertThat(owner.confirmedUid()).isEmpty();
        OwnersJoin changed = join(read(List.of(), listed("train-0", "nvidia.com/gpu", "GPU-other")), down, memory);
        assertThat(only(changed).verdict()).isEqualTo(UidVerdict.API_UNREACHABLE);
        assertThat(only(join(read(List.of(), TRAIN), down, changed.memory())).verdict())
                .as("a listing that changed and came back may be another pod")
                .isEqualTo(UidVerdict.API_UNREACHABLE);
    }

    @Test
    void parts_of_a_device_name_their_parent_and_a_share_only_where_it_is_exact() {
        DeviceOwner replica = shareOf(
                "nvidia.com/gpu", CARD + "::2", CARD + "::0", CARD + "::1", CARD + "::2", CARD + "::3", "GPU-x::0");
        assertThat(replica.parent()).isEqualTo(CARD);
        assertThat(replica.share()).contains(new AcceleratorShare(1, 4));
        assertThat(shareOf("nvidia.com/gpu", CARD + "::2").share()).isEmpty();
        assertThat(shareOf("nvidia.com/gpu", "nvidia0/vgpu1", "nvidia0/vgpu0", "nvidia0/vgpu1")
                        .share())
                .contains(new AcceleratorShare(1, 2));
        DeviceOwner slice = shareOf("nvidia.com/gpu", "nvidia0/gi7", "nvidia0/gi7");
        assertThat(slice.parent()).isEqualTo("nvidia0");
        assertThat(slice.share()).isEmpty();
        assertThat(shareOf("nvidia.com/gpu", "nvidia0/gi7/vgpu1", "nvidia0/gi7/vgpu0", "nvidia0/gi7/vgpu1")
                        .parent())
                .isEqualTo("nvidia0/gi7");
        DeviceOwner mig = shareOf("nvidia.com/mig-1g.10gb", "MIG-9e0c2d6e-1111-5222-8333-444455556666");
        assertThat(mig.parent()).isEmpty();
        assertThat(mig.share()).isEmpty();
        assertThat(shareOf("nvidia.com/mig-1g.5gb", "MIG-" + CARD + "/7/0").parent())
                .isEqualTo(CARD);
        assertThat(shareOf("huawei.com/Ascend910", "Ascend910-3").share()).contains(AcceleratorShare.WHOLE);
        assertThat(shareOf("huawei.com/Ascend910-2c", "Ascend910-2c-100-3").parent())
                .isEqualTo("Ascend910-3");
        assertThat(shareOf("huawei.com/Ascend310P-2c", "Ascend310P-2c.1cpu-100-3")
                        .parent())
                .isEqualTo("Ascend310P-3");
        assertThat(shareOf("vendor.example/npu", "davinci3").share()).contains(AcceleratorShare.WHOLE);
        assertThat(shareOf("vendor.example/npu", "anything").share()).isEmpty();
    }

    @Test
    void hami_says_on_the_pod_which_card_and_how_much_of_it() {
        String place = CARD + "-7";
        String other = "GPU-ffffffff-0000-1111-2222-333344445555";
        PodResources listed = listed("train-0", "nvidia.com/gpu", place);
        ApiPod annotated = pod("train-0", "uid-1", "Running", READ - 9000, other + ",NVIDIA,8000,25:;");
        DeviceOwner owner = only(join(read(List.of(), listed), found(annotated), PodMemory.EMPTY));
        assertThat(owner.device()).isEqualTo(place);
        assertThat(owner.parent()).isEqualTo(other);
        assertThat(owner.share()).contains(new AcceleratorShare(1, 4));
        ApiPod withInit = pod("train-0", "uid-1", "Running", READ - 9000, ";" + other + ",NVIDIA,8000,0:;");
        assertThat(only(join(read(List.of(), listed), found(withInit), PodMemory.EMPTY))
                        .share())
                .isEmpty();
        assertThat(only(join(read(List.of(), listed), found(withInit), PodMemory.EMPTY))
                        .parent())
                .isEqualTo(other);
        for (String doubtful : List.of(
                "",
                "nonsense",
                other + ",NVIDIA,8000,25:;;;",
                other + ",NVIDIA,x,25:;",
                other + ",NVIDIA,1,1:" + other + ",NVIDIA,1,1:;")) {
            ApiPod pod = pod("train-0", "uid-1", "Running", READ - 9000, doubtful);
            assertThat(only(join(read(List.of(), listed), found(pod), PodMemory.EMPTY))
                            .parent())
                    .as(doubtful)
                    .isEmpty();
        }
    }

    @Test
    void claimed_devices_are_named_by_driver_pool_and_device() {
        DynamicClaim claim = new DynamicClaim(
                "team-a", "claim", List.of(new ClaimedDevice("gpu.nvidia.com", "node-1", "gpu-0", "", List.of())));
        PodResources listed = new PodResources(
                "team-a", "train-0", List.of(new ContainerResources("worker", List.of(), List.of(claim))));
        DeviceOwner owner = only(join(
                read(List.of(), listed), found(pod("train-0", "uid-1", "Running", READ - 9000, "")), PodMemory.EMPTY));
        assertThat(owner.resource()).isEqualTo("gpu.nvidia.com");
        assertThat(owner.device()).isEqualTo("node-1/gpu-0");
        assertThat(owner.confirmedUid()).contains("uid-1");
    }
}
