package io.xisuan.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.SiteId;
import io.xisuan.operator.act.GangLauncher;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.PodVolume;
import io.xisuan.operator.act.VariableValue;
import io.xisuan.operator.act.WorkerShape;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkerTranslationTest {
    private static final String JOB = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata: {name: pretrain, namespace: cloudridge}
            spec:
              workers: 2
              devicesPerWorker: 8
              runTime: 36h
              contractRef: c-1
            """;

    private static final String VARIANT = """
              variants:
                - accelerator: nvidia-h800-80g
                  image: "train:1"
            """;

    private static final String SITE = """
            apiVersion: xisuan.io/v1alpha1
            kind: Site
            metadata: {name: east}
            spec:
              name: {zh: 东, en: East}
              supplier: s
              jurisdiction: example/east
              mode: place
              nodeSelector: {xisuan.io/site: east}
            """;

    @Test
    void a_kubelet_ends_a_worker_at_its_time_limit_or_far_beyond_what_vouchers_pay_for() {
        long hour = 3_600_000;
        assertThat(WorkerTranslation.deadlineSeconds(job(VARIANT + "  timeLimit: 1h\n  onHoldExhausted: stop\n"), hour))
                .hasValue(3_600 + 30 + 600);
        for (String choice : List.of("stop", "pause")) {
            TrainingJob job = job(VARIANT + "  onHoldExhausted: %s\n".formatted(choice));
            long held = WorkerTranslation.unlimitedMillis(job.getSpec(), hour).orElseThrow();
            assertThat(held).as(choice).isEqualTo(2 * hour + 30 * 24 * hour);
            assertThat(WorkerTranslation.deadlineSeconds(job, hour).orElseThrow())
                    .as(choice)
                    .isGreaterThanOrEqualTo(held / 1_000);
        }
        assertThat(WorkerTranslation.deadlineSeconds(job(VARIANT + "  onHoldExhausted: self-pay\n"), hour))
                .isEmpty();
        assertThat(WorkerTranslation.deadlineSeconds(job(VARIANT), hour)).isEmpty();
    }

    @Test
    void data_and_checkpoints_in_one_claim_are_mounted_and_an_address_is_passed_on() {
        WorkerShape claims = shape("""
                  data: pvc://corpus/zh/2025
                  checkpoint: {uri: "pvc://corpus/run-1/", grace: 60s, signal: file}
                """);
        assertThat(claims.volumes())
                .containsExactly(
                        new PodVolume(
                                "xisuan-data",
                                "/mnt/xisuan/data",
                                true,
                                "zh/2025",
                                new PodVolume.Source.Claim("corpus")),
                        new PodVolume(
                                "xisuan-checkpoint",
                                "/mnt/xisuan/checkpoint",
                                false,
                                "run-1",
                                new PodVolume.Source.Claim("corpus")));
        assertThat(claims.stopFile()).isTrue();
        assertThat(texts(claims))
                .containsEntry("XISUAN_DATA", "/mnt/xisuan/data")
                .containsEntry("XISUAN_CHECKPOINT", "/mnt/xisuan/checkpoint");
        WorkerShape addresses = shape("""
                  data: s3://corpus/zh
                  checkpoint: {uri: "oss://runs/1", grace: 60s}
                """);
        assertThat(addresses.volumes()).isEmpty();
        assertThat(addresses.stopFile()).isFalse();
        assertThat(texts(addresses))
                .containsEntry("XISUAN_DATA", "s3://corpus/zh")
                .containsEntry("XISUAN_CHECKPOINT", "oss://runs/1");
    }

    @Test
    void a_claim_is_never_left_and_our_folders_are_ours() {
        refused("  data: pvc://corpus/../other\n", "spec.data", "leaves its claim");
        refused("  data: pvc:///nothing\n", "spec.data", "names no claim");
        refused("  volumes: [{name: a, mountPath: /dev/shm, claim: c}]\n", "spec.volumes[0].mountPath", "is taken");
        refused(
                "  volumes: [{name: a, mountPath: /etc/xisuan/x, claim: c}]\n",
                "spec.volumes[0].mountPath",
                "is taken");
        refused(
                "  volumes: [{name: a, mountPath: /a/../etc, claim: c}]\n",
                "spec.volumes[0].mountPath",
                "is no folder");
        refused("  volumes: [{name: a, mountPath: /a, claim: c, secret: s}]\n", "spec.volumes[0]", "names 2 sources");
        refused(
                "  volumes: [{name: a, mountPath: /var/run/nvidia-container-devices/all, claim: c}]\n",
                "spec.volumes[0].mountPath",
                "tells a runtime which devices");
        refused(
                "  volumes: [{name: a, mountPath: /usr/local/vgpu/, claim: c}]\n",
                "spec.volumes[0].mountPath",
                "tells a runtime which devices");
        refused("  volumes: [{name: xisuan-a, mountPath: /a, claim: c}]\n", "spec.volumes[0].name", "are ours");
        refused(
                "  volumes: [{name: a, mountPath: /a, claim: c}, {name: b, mountPath: /a/, secret: s}]\n",
                "spec.volumes[1].mountPath",
                "given twice");
    }

    @Test
    void secrets_and_config_maps_are_read_only_and_named_with_the_claims_that_must_be_there() {
        TrainingJob job = job(VARIANT + """
                      env:
                        - {name: TOKEN, secret: {name: hub, key: token}}
                        - {name: LEVEL, value: info}
                  imagePullSecrets: [registry]
                  data: pvc://corpus
                  volumes:
                    - {name: keys, mountPath: /keys, secret: ssh}
                    - {name: settings, mountPath: /settings, configMap: settings}
                    - {name: scratch, mountPath: /scratch, claim: scratch}
                """);
        WorkerShape shape = done(WorkerTranslation.shape(job, AcceleratorModel.NVIDIA_H800, site("")));
        assertThat(shape.volumes().stream().map(PodVolume::readOnly)).containsExactly(true, true, false, true);
        assertThat(shape.program().env())
                .containsEntry("TOKEN", new VariableValue.FromSecret("hub", "token"))
                .containsEntry("LEVEL", new VariableValue.Text("info"));
        assertThat(NamedByJob.of(job).stream().map(NamedObject::toString))
                .containsExactly(
                        "PersistentVolumeClaim corpus",
                        "PersistentVolumeClaim scratch",
                        "Secret hub",
                        "Secret registry",
                        "Secret ssh",
                        "ConfigMap settings");
    }

    @Test
    void images_come_from_the_mirror_of_the_longest_prefix() {
        Site site = site("""
                  registryMirrors:
                    - {from: docker.io, to: mirror.east.example/hub}
                    - {from: docker.io/library/, to: mirror.east.example/official/}
                    - {from: "registry.example:5000", to: mirror.east.example}
                """);
        assertThat(image(site, "train:1")).isEqualTo("mirror.east.example/official/train:1");
        assertThat(image(site, "team/train@sha256:00")).isEqualTo("mirror.east.example/hub/team/train@sha256:00");
        assertThat(image(site, "registry.example:5000/a/b:2")).isEqualTo("mirror.east.example/a/b:2");
        assertThat(image(site, "registry.example/a:2")).isEqualTo("registry.example/a:2");
        assertThat(image(site, "docker.iomega/a:2")).isEqualTo("docker.iomega/a:2");
    }

    @Test
    void adapters_networks_and_locked_memory_are_had_only_where_the_site_lets_workers_have_them() {
        String wish = """
                  rdma: {resource: rdma/hca, count: 2, network: ib0}
                  security: {ipcLock: true, runAsUser: 1000}
                """;
        TrainingJob job = job(VARIANT + wish);
        assertThat(misfit(job, "")).contains("allowIpcLock");
        assertThat(misfit(job, "  allowIpcLock: true\n"))
                .contains("offers no rdma/hca")
                .contains("offers none");
        assertThat(misfit(job, "  allowIpcLock: true\n  rdma: {resources: [rdma/hca], networks: [eth1]}\n"))
                .contains("no network ib0", "offers eth1");
        String open = "  allowIpcLock: true\n  rdma: {resources: [rdma/hca], networks: [ib0]}\n";
        assertThat(misfit(job, open)).isEmpty();
        assertThat(WorkerTranslation.shape(job, AcceleratorModel.NVIDIA_H800, site("")))
                .isInstanceOf(Translation.Refused.class);
        WorkerShape shape = done(WorkerTranslation.shape(job, AcceleratorModel.NVIDIA_H800, site(open)));
        assertThat(shape.needs().others()).containsExactly(Map.entry("rdma/hca", 2L));
        assertThat(shape.needs().network()).contains("ib0");
        assertThat(shape.security().ipcLock()).isTrue();
        assertThat(shape.security().runAsUser()).isEqualTo(OptionalLong.of(1000));
    }

    @Test
    void a_checkpoint_holds_a_job_where_it_ran_unless_the_other_site_says_it_reaches_the_store() {
        TrainingJob job = job(VARIANT + "  checkpoint: {uri: \"s3://runs/1\", grace: 60s}\n");
        Optional<SiteId> west = Optional.of(new SiteId("west"));
        assertThat(SiteFit.misfit(job, site(""), Optional.empty()))
                .as("its first attempt")
                .isEmpty();
        assertThat(SiteFit.misfit(job, site(""), Optional.of(new SiteId("east"))))
                .as("where it ran")
                .isEmpty();
        assertThat(SiteFit.misfit(job, site(""), west)).hasValueSatisfying(misfit -> {
            assertThat(misfit.why()).isEqualTo(SiteFit.Why.CHECKPOINT_NOT_THERE);
            assertThat(misfit.text()).contains("east", "west", "s3://runs/1", "reachableStores");
        });
        assertThat(SiteFit.misfit(job, site("  reachableStores: [\"s3://runs\"]\n"), west))
                .isEmpty();
        assertThat(SiteFit.misfit(job, site("  reachableStores: [\"s3://run\"]\n"), west))
                .isPresent();
    }

    @Test
    void data_is_out_of_reach_only_of_a_site_that_names_the_stores_it_reaches() {
        TrainingJob job = job(VARIANT + "  data: s3://corpus/zh\n");
        assertThat(SiteFit.misfit(job, site(""), Optional.empty())).isEmpty();
        assertThat(SiteFit.misfit(job, site("  reachableStores: [\"s3://other\"]\n"), Optional.empty()))
                .hasValueSatisfying(misfit -> assertThat(misfit.why()).isEqualTo(SiteFit.Why.DATA_OUT_OF_REACH));
    }

    @Test
    void a_rank_table_is_for_ascend_alone_and_an_architecture_reaches_scheduler_and_pod() {
        TrainingJob mixed = job(VARIANT + "  launcher: rankTable\n");
        assertThat(WorkerTranslation.fault(mixed))
                .hasValueSatisfying(problem -> assertThat(problem.problem()).contains("nvidia-h800-80g"));
        TrainingJob ascend = job("""
                  launcher: rankTable
                  variants:
                    - {accelerator: ascend-910b, image: "train:1", architecture: arm64, args: [--fast]}
                """);
        assertThat(WorkerTranslation.fault(ascend)).isEmpty();
        WorkerShape shape = done(WorkerTranslation.shape(ascend, AcceleratorModel.parse("ascend-910b"), site("")));
        assertThat(shape.launcher()).isEqualTo(GangLauncher.RANK_TABLE);
        assertThat(shape.needs().architecture()).contains("arm64");
        assertThat(shape.program().args()).containsExactly("--fast");
    }

    private static String misfit(TrainingJob job, String site) {
        return SiteFit.misfit(job, site(site), Optional.empty())
                .map(SiteFit.Misfit::text)
                .orElse("");
    }

    private static String image(Site site, String image) {
        TrainingJob job = job(VARIANT.replace("train:1", image));
        return done(WorkerTranslation.shape(job, AcceleratorModel.NVIDIA_H800, site))
                .program()
                .image();
    }

    private static Map<String, String> texts(WorkerShape shape) {
        Map<String, String> texts = new TreeMap<>();
        shape.program().env().forEach((name, value) -> {
            if (value instanceof VariableValue.Text(String text)) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private static WorkerShape shape(String more) {
        return done(WorkerTranslation.shape(job(VARIANT + more), AcceleratorModel.NVIDIA_H800, site("")));
    }

    private static void refused(String more, String field, String problem) {
        assertThat(WorkerTranslation.fault(job(VARIANT + more))).hasValueSatisfying(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.problem()).contains(problem);
        });
    }

    private static WorkerShape done(Translation<WorkerShape> translation) {
        return translation.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static TrainingJob job(String more) {
        return Serialization.unmarshal(JOB + more, TrainingJob.class);
    }

    private static Site site(String more) {
        return Serialization.unmarshal(SITE + more, Site.class);
    }
}
