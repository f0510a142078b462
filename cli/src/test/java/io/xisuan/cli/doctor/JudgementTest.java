package io.xisuan.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.StoreLook;
import io.xisuan.cli.doctor.LeaderCheck.Term;
import io.xisuan.cli.doctor.PolicyProbe.Candidate;
import io.xisuan.cli.doctor.PolicyProbe.Verdict;
import io.xisuan.operator.act.SetupLook.Difference;
import io.xisuan.operator.act.SetupLook.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is judged of what was seen. */
class JudgementTest {
    private static final long GIB = 1L << 30;

    @Test
    void clusters_before_1_30_are_refused_and_those_after_the_tested_ones_are_remarked() {
        assertThat(ClusterCheck.judge("at", "1.29").severity()).isEqualTo(Severity.ERROR);
        assertThat(ClusterCheck.judge("at", "1.30+").severity()).isEqualTo(Severity.OK);
        assertThat(ClusterCheck.judge("at", "1.36").severity()).isEqualTo(Severity.OK);
        assertThat(ClusterCheck.judge("at", "1.37").severity()).isEqualTo(Severity.HINT);
        assertThat(ClusterCheck.judge("at", "2.0").severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void a_clock_is_off_only_when_the_second_that_a_stamp_hides_cannot_explain_it() {
        assertThat(ClockCheck.offset(lease("2026-03-01T00:00:10.500Z", "2026-03-01T00:00:10Z")))
                .hasValueSatisfying(offset -> assertThat(offset.off()).isFalse());
        // Between 1.9 and 2.9 s ahead: it may be less than two.
        assertThat(ClockCheck.offset(lease("2026-03-01T00:00:12.900Z", "2026-03-01T00:00:10Z")))
                .hasValueSatisfying(offset -> assertThat(offset.off()).isFalse());
        assertThat(ClockCheck.offset(lease("2026-03-01T00:00:13.100Z", "2026-03-01T00:00:10Z")))
                .hasValueSatisfying(offset -> assertThat(offset.off()).isTrue());
        assertThat(ClockCheck.offset(lease("2026-03-01T00:00:05Z", "2026-03-01T00:00:10Z")))
                .hasValueSatisfying(offset -> {
                    assertThat(offset.off()).isTrue();
                    assertThat(ClockCheck.judge("node a", offset).found().en()).contains("is 5 s behind");
                });
    }

    @Test
    void a_lease_without_the_api_servers_stamp_says_nothing() {
        Lease lease = lease("2026-03-01T00:00:05Z", "2026-03-01T00:00:10Z");
        lease.getMetadata().setManagedFields(List.of());
        assertThat(ClockCheck.offset(lease)).isEmpty();
    }

    @Test
    void a_leader_is_silent_after_twice_its_lease() {
        assertThat(LeaderCheck.judge(Optional.empty()).severity()).isEqualTo(Severity.ERROR);
        assertThat(LeaderCheck.judge(Optional.of(term("", 0))).severity()).isEqualTo(Severity.ERROR);
        assertThat(LeaderCheck.judge(Optional.of(term("a", 29))).severity()).isEqualTo(Severity.OK);
        assertThat(LeaderCheck.judge(Optional.of(term("a", 31))).severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void a_cluster_that_knows_a_newer_epoch_than_the_store_has_another_store() {
        Optional<LeaderSeen> stored = Optional.of(new LeaderSeen(4, "a", 0));
        assertThat(LeaderCheck.agreement(OptionalLong.of(4), stored)).isEmpty();
        assertThat(LeaderCheck.agreement(OptionalLong.of(3), stored)).isEmpty();
        assertThat(LeaderCheck.agreement(OptionalLong.of(5), stored)).isPresent();
        assertThat(LeaderCheck.agreement(OptionalLong.of(5), Optional.empty())).isEmpty();
    }

    @Test
    void a_store_is_in_order_or_each_thing_that_is_not_is_named() {
        StoreLook sound = store(OptionalInt.of(25), GIB * 50, Optional.empty(), Optional.empty());
        assertThat(StoreCheck.judge(sound))
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.OK));
        assertThat(StoreCheck.judge(store(OptionalInt.of(24), GIB * 50, Optional.empty(), Optional.empty())))
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING));
        assertThat(StoreCheck.judge(store(OptionalInt.of(26), GIB * 50, Optional.empty(), Optional.empty())))
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.ERROR));
        assertThat(StoreCheck.judge(store(OptionalInt.empty(), GIB, Optional.of("nfs4"), Optional.of("read-only"))))
                .extracting(one -> one.found().en())
                .containsExactly(
                        "holds no database of xisuan",
                        "lies on a network file system (nfs4)",
                        "cannot be written: read-only",
                        "1,024 MiB are left on its volume");
    }

    @Test
    void a_cluster_without_policies_is_one_that_is_not_installed_and_others_name_each_object() {
        List<Difference> one = List.of(new Difference("ClusterRole", "xisuan-operator", State.CHANGED));
        assertThat(SetupCheck.judge(one, false).getFirst().found().en()).isEqualTo("is not installed");
        assertThat(SetupCheck.judge(one, true)).singleElement().satisfies(finding -> {
            assertThat(finding.about()).isEqualTo("ClusterRole xisuan-operator");
            assertThat(finding.fix()).isEqualTo(Fix.INSTALL);
        });
    }

    @Test
    void warnings_and_refusals_of_our_policies_are_read_and_those_of_others_are_not_taken_for_ours() {
        Candidate candidate = PolicyProbe.candidate(pod());
        String ours = "299 - \"Validation failed for ValidatingAdmissionPolicy 'xisuan-tenant-pods' with binding"
                + " 'xisuan-tenant-pods': leave it out\"";
        Verdict warned = PolicyProbe.verdict(
                candidate, List.of(ours, "299 - \"would violate PodSecurity \\\"restricted\\\"\""), 201, "{}");
        assertThat(warned.refusals()).containsExactly("xisuan-tenant-pods: leave it out");
        assertThat(warned.otherwise()).isEmpty();
        Verdict denied = PolicyProbe.verdict(candidate, List.of(), 403, """
            {"message":"pods \\"x\\" is forbidden: ValidatingAdmissionPolicy 'xisuan-tenant-pods' with binding 'xisuan-tenant-pods' denied request: leave it out"}\
            """);
        assertThat(denied.refusals()).containsExactly("xisuan-tenant-pods: leave it out");
        Verdict other = PolicyProbe.verdict(candidate, List.of(), 403, "{\"message\":\"exceeded quota: \\\"q\\\"\"}");
        assertThat(other.refusals()).isEmpty();
        assertThat(other.otherwise()).hasValue("exceeded quota: \"q\"");
    }

    @Test
    void a_node_that_the_scheduler_chose_is_left_out_of_the_trial_and_one_that_the_creator_named_is_not() {
        Pod bound = pod();
        assertThat(PolicyProbe.copy(bound).getSpec().getNodeName()).isNull();
        bound.getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withNewFieldsV1()
                        .addToAdditionalProperties("f:spec", Map.of("f:nodeName", Map.of()))
                        .endFieldsV1()
                        .build()));
        assertThat(PolicyProbe.copy(bound).getSpec().getNodeName()).isEqualTo("node-1");
    }

    @Test
    void a_pod_is_named_by_the_deployment_that_would_create_it_again() {
        Pod pod = pod();
        pod.getMetadata().setLabels(new TreeMap<>(Map.of("pod-template-hash", "5d4f")));
        pod.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withKind("ReplicaSet")
                        .withName("web-5d4f")
                        .withController(true)
                        .build()));
        assertThat(PolicyProbe.candidate(pod).about()).isEqualTo("Deployment lab/web");
    }

    @Test
    void what_is_wrong_without_a_meaning_or_a_command_is_a_defect() {
        assertThatThrownBy(() -> Finding.of(
                        Area.STORE, Severity.ERROR, "x", new Words("坏", "broken"), new Words("坏", "broken"), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace("lab")
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .endSpec()
                .build();
    }

    private static Term term(String holder, long silentSeconds) {
        return new Term(holder, Duration.ofSeconds(15), Duration.ofSeconds(silentSeconds), Duration.ofHours(3), 2);
    }

    private static StoreLook store(
            OptionalInt tables, long free, Optional<String> network, Optional<String> unwritable) {
        return new StoreLook(
                "/data/xisuan.db", true, tables, 25, network, OptionalLong.of(free), unwritable, Optional.empty());
    }

    private static Lease lease(String renewed, String stamped) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName("node-1")
                .addNewManagedField()
                .withTime(stamped)
                .withNewFieldsV1()
                .addToAdditionalProperties("f:spec", Map.of("f:renewTime", Map.of()))
                .endFieldsV1()
                .endManagedField()
                .endMetadata()
                .withNewSpec()
                .withRenewTime(Instant.parse(renewed).atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
