package io.xisuan.operator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
    private static final ManifestReader READER = new ManifestReader();

    private static final String JOB = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata:
              name: pretrain
              namespace: cloudridge
            spec:
              workers: 4
              devicesPerWorker: 8
              variants:
                - accelerator: nvidia-h800-80g
                  image: registry.example/train:1
              runTime: 36h
              budget: "80000.00"
              deadline: "2025-10-20T00:00:00+08:00"
              contractRef: c-2025-01
            """;

    private static final String TENANT = """
            apiVersion: xisuan.io/v1alpha1
            kind: Tenant
            metadata:
              name: cloudridge
            spec:
              name: {zh: 云岭试验, en: Cloudridge Example}
              kind: enterprise
              creditCode: 91350100M000100Y43
              sizeClass: small
              registration: fujian/fuzhou
              taxDomicile: fujian/fuzhou
              foundedOn: "2021-03-01"
              quota: {guaranteed: 8, limit: 64, weight: 1}
              creditLimit: "500000.00"
            """;

    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: cloudridge
              labels: {xisuan.io/tenant: cloudridge}
            """;

    @Test
    void a_job_is_read_with_its_typed_fields() {
        TrainingJob job = READER.parseLoose(List.of(new ManifestText("job.yaml", JOB)))
                .jobs()
                .getFirst();
        assertThat(job.getMetadata().getNamespace()).isEqualTo("cloudridge");
        assertThat(job.getSpec().workers()).isEqualTo(4);
        assertThat(job.getSpec().variants().getFirst().accelerator()).isEqualTo(Accelerator.NVIDIA_H800);
        assertThat(job.getSpec().variants().getFirst().command()).isEmpty();
    }

    @Test
    void several_documents_of_a_file_are_read_and_their_references_hold() {
        Manifests manifests = READER.parse(List.of(
                new ManifestText("all.yaml", String.join("---\n", TENANT, NAMESPACE, JOB, "# nothing here\n"))));
        assertThat(manifests.all()).hasSize(3);
        assertThat(manifests.tenantOf("cloudridge")).contains("cloudridge");
    }

    @Test
    void a_wrong_kind_is_named_with_the_one_that_was_meant() {
        refused(JOB.replace("kind: TrainingJob", "kind: TraningJob"))
                .startsWith("job.yaml:2: kind: \"TraningJob\" is none of Site, Tenant, ")
                .endsWith("did you mean TrainingJob?");
    }

    @Test
    void a_wrong_version_is_refused() {
        refused(JOB.replace("v1alpha1", "v1"))
                .isEqualTo(
                        "job.yaml:1: apiVersion: must be xisuan.io/v1alpha1 for a TrainingJob, not \"xisuan.io/v1\"");
    }

    @Test
    void an_unknown_field_is_named_with_the_one_that_was_meant() {
        refused(JOB.replace("budget:", "bugdet:"))
                .isEqualTo("job.yaml:13: spec.bugdet: is not a known field; did you mean budget?");
    }

    @Test
    void a_missing_field_is_named_at_the_place_where_it_belongs() {
        refused(JOB.replace("      image: registry.example/train:1\n", ""))
                .isEqualTo("job.yaml:10: spec.variants[0].image: is missing");
    }

    @Test
    void money_as_a_number_is_refused_because_it_would_become_a_double() {
        refused(JOB.replace("\"80000.00\"", "80000.5"))
                .isEqualTo("job.yaml:13: spec.budget: must be text: write \"80000.5\" in quotes");
    }

    @Test
    void money_with_three_decimals_is_refused() {
        refused(JOB.replace("80000.00", "80000.001"))
                .isEqualTo("job.yaml:13: spec.budget: \"80000.001\" is no amount of yuan: write it as 1234.56");
    }

    @Test
    void a_day_that_does_not_exist_is_refused() {
        refused(JOB.replace("2025-10-20T", "2025-02-30T"))
                .isEqualTo("job.yaml:14: spec.deadline: \"2025-02-30T00:00:00+08:00\" is no instant that exists");
        refused(TENANT.replace("2021-03-01", "01.03.2021"))
                .isEqualTo("job.yaml:12: spec.foundedOn: \"01.03.2021\" is no date: write it as 2025-10-01");
    }

    @Test
    void a_credit_code_with_a_letter_that_none_has_is_refused() {
        refused(TENANT.replace("91350100M000100Y43", "9135010OM000100Y43"))
                .startsWith("job.yaml:8: spec.creditCode: \"9135010OM000100Y43\" is no unified social credit code");
    }

    @Test
    void a_mistyped_credit_code_is_refused_with_the_place_of_the_mistake() {
        refused(TENANT.replace("91350100M000100Y43", "91350100M000100Y44"))
                .startsWith(
                        "job.yaml:8: spec.creditCode: The credit code \"91350100M000100Y44\" has '4' at position 18");
    }

    @Test
    void negative_workers_are_refused() {
        refused(JOB.replace("workers: 4", "workers: -4")).isEqualTo("job.yaml:7: spec.workers: -4 is less than 1");
    }

    @Test
    void an_accelerator_that_is_unknown_is_named_with_the_nearest() {
        refused(JOB.replace("nvidia-h800-80g", "nvidia-h800-80gb"))
                .startsWith("job.yaml:10: spec.variants[0].accelerator: \"nvidia-h800-80gb\" is none of ascend-910b, ")
                .endsWith("did you mean nvidia-h800-80g?");
    }

    @Test
    void an_empty_run_time_is_refused() {
        refused(JOB.replace("runTime: 36h", "runTime: \"\""))
                .isEqualTo("job.yaml:12: spec.runTime: \"\" is no length of time: write it as 36h or 2d12h");
    }

    @Test
    void a_name_given_twice_is_refused_with_the_first_place() {
        refused(JOB + "---\n" + JOB)
                .isEqualTo(
                        "job.yaml:20: metadata.name: TrainingJob cloudridge/pretrain is given twice; first in job.yaml:1");
    }

    @Test
    void a_field_given_twice_is_refused() {
        refused(JOB + "  runTime: 2h\n").isEqualTo("job.yaml:16: spec.runTime: is given twice");
    }

    @Test
    void text_that_is_no_yaml_is_refused_with_its_line() {
        refused("apiVersion: v1\nkind: [Namespace\n").startsWith("job.yaml:3: YAML: ");
    }

    @Test
    void aliases_are_refused() {
        refused("apiVersion: v1\nkind: Namespace\nmetadata: &m {name: a}\n")
                .startsWith("job.yaml:3: metadata: anchors and aliases are not read: write it out");
    }

    @Test
    void a_job_in_a_namespace_of_nobody_is_refused_in_a_complete_set() {
        assertThatThrownBy(() -> READER.parse(List.of(new ManifestText("job.yaml", JOB))))
                .isInstanceOf(InputException.class)
                .hasMessage("job.yaml:5: metadata.namespace: no Namespace cloudridge with label xisuan.io/tenant"
                        + " is among the manifests");
    }

    @Test
    void a_voucher_of_a_programme_that_is_not_there_is_refused() {
        String voucher = """
                apiVersion: xisuan.io/v1alpha1
                kind: Voucher
                metadata: {name: grant, namespace: cloudridge}
                spec:
                  tenant: cloudridge
                  programme: qingyang-2024
                  number: QY-1
                  amount: "21000.00"
                  grantedOn: "2025-01-10"
                  validFrom: "2025-01-10"
                  validTo: "2026-01-09"
                """;
        assertThatThrownBy(() -> READER.parse(List.of(
                        new ManifestText("tenant.yaml", TENANT + "---\n" + NAMESPACE),
                        new ManifestText("voucher.yaml", voucher))))
                .hasMessage("voucher.yaml:6: spec.programme: no VoucherProgramme qingyang-2024 is among the manifests");
    }

    @Test
    void all_problems_are_told_at_once_one_a_line() {
        assertThatThrownBy(() -> READER.parseLoose(List.of(new ManifestText(
                        "job.yaml", JOB.replace("workers: 4", "workers: 0").replace("36h", "soon")))))
                .hasMessage("""
                        job.yaml:7: spec.workers: 0 is less than 1
                        job.yaml:12: spec.runTime: "soon" is no length of time: write it as 36h or 2d12h""");
    }

    private static AbstractStringAssert<?> refused(String text) {
        InputException refusal = assertThrows(
                InputException.class, () -> READER.parseLoose(List.of(new ManifestText("job.yaml", text))));
        return assertThat(refusal.getMessage());
    }
}
