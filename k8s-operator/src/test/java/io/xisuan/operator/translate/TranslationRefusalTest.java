package io.xisuan.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranslationRefusalTest {
    private static final ManifestReader READER = new ManifestReader();
    private static final Submission SUBMITTED = new Submission("uid-1", 1_760_000_000_000L);

    private static final String JOB = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata: {name: pretrain, namespace: cloudridge}
            spec:
              workers: 4
              devicesPerWorker: 8
              variants:
                - {accelerator: nvidia-h800-80g, image: "registry.example/train:1"}
                - {accelerator: nvidia-h20, image: "registry.example/train:1", relativeThroughput: "0.35"}
              runTime: 36h
              contractRef: c-1
            """;

    private static final String TARIFF = """
            apiVersion: xisuan.io/v1alpha1
            kind: Tariff
            metadata: {name: list}
            spec:
              supplier: xihe
              vatRate: "0.06"
              invoiceItem: compute
              versions:
                - name: one
                  from: "2025-07-01T00:00:00+08:00"
                  billableFrom: gang-running
                  prices:
                    - {accelerator: nvidia-h20, sites: [guian], pricePerDeviceHour: "7.50"}
                - name: two
                  from: "2025-10-16T00:00:00+08:00"
                  billableFrom: gang-running
                  prices:
                    - {accelerator: nvidia-h20, sites: [guian], pricePerDeviceHour: "7.20"}
            """;

    @Test
    void what_breaks_a_translation_is_the_problem_of_its_resource_alone() {
        Translation<Long> broken = Translation.of(() -> Math.multiplyExact(Long.MAX_VALUE, 2L));
        assertThat(broken)
                .isInstanceOfSatisfying(
                        Translation.Refused.class,
                        refused -> assertThat(refused.problem().problem())
                                .startsWith("cannot be understood (java.lang.ArithmeticException: long overflow): "));
    }

    @Test
    void a_slower_variant_takes_longer_and_a_version_lasts_until_the_next() {
        JobOrder order = ((Translation.Done<JobOrder>) order(JOB)).value();
        assertThat(order.request().runtimeMillis()).isEqualTo(36 * 3_600_000L);
        assertThat(order.request().runtimeMillis(order.request().variants().getLast()))
                .isGreaterThan(36 * 3_600_000L * 2);
        var tariff = ((Translation.Done<io.xisuan.billing.tariff.Tariff>) tariff(TARIFF)).value();
        assertThat(tariff.versions().getFirst().effective().endMillis())
                .isEqualTo(tariff.versions().getLast().effective().startMillis());
    }

    @Test
    void a_job_that_cannot_be_understood_is_a_value_with_its_field() {
        refused(order(JOB.replace("36h", "0h")), "spec.runTime", "\"0h\" is no time at all");
        refused(order(JOB.replace("nvidia-h20", "nvidia-h800-80g")), "spec.variants[1].accelerator", "given twice");
        refused(order(JOB.replace("\"0.35\"", "\"0\"")), "spec.variants[1].relativeThroughput", "more than zero");
        refused(order(JOB + "  deadline: \"2025-01-01T00:00:00+08:00\"\n"), "spec.deadline", "had passed");
        refused(order(JOB + "  placement: {topology: any}\n"), "spec.placement.topology", "not supported yet");
        refused(order(JOB + "  placement: {jurisdictions: [hainan]}\n"), "spec.placement", "no site");
    }

    @Test
    void versions_in_force_at_once_and_windows_without_length_are_refused() {
        refused(
                tariff(TARIFF.replace("2025-10-16T", "2025-06-16T")),
                "spec.versions[1].from",
                "does not end before it starts");
        refused(
                tariff(TARIFF.replace(
                        "pricePerDeviceHour: \"7.20\"",
                        "pricePerDeviceHour: \"7.20\", window: {from: \"08:00\", to: \"08:00\"}")),
                "spec.versions[1].prices[0].window",
                "has no length");
        refused(
                tariff(
                        TARIFF.replace(
                                "      billableFrom: gang-running\n      prices:\n        - {accelerator: nvidia-h20, sites: [guian], pricePerDeviceHour: \"7.20\"}",
                                "      billableFrom: gang-running\n      prices:\n        - {accelerator: nvidia-h20, sites: [guian, guian], pricePerDeviceHour: \"7.20\"}")),
                "spec.versions[1]",
                "twice");
    }

    @Test
    void a_tenant_with_a_mistyped_code_or_more_guaranteed_than_allowed_is_refused() {
        String tenant = """
                apiVersion: xisuan.io/v1alpha1
                kind: Tenant
                metadata: {name: cloudridge}
                spec:
                  name: {zh: 云岭, en: Cloudridge}
                  kind: enterprise
                  sizeClass: small
                  registration: fujian/fuzhou
                  taxDomicile: fujian/fuzhou
                  quota: {guaranteed: 8, limit: 64, weight: 1}
                  creditLimit: "500000.00"
                """;
        Tenant withoutCode = read(Tenant.class, tenant);
        refused(TenantTranslation.account(withoutCode), "spec.creditCode", "needs a credit code");
        Tenant greedy = read(Tenant.class, tenant.replace("guaranteed: 8", "guaranteed: 65"));
        refused(TenantTranslation.account(greedy), "spec.quota.guaranteed", "more than the limit");
    }

    @Test
    void a_grant_that_ends_before_it_starts_is_refused() {
        Voucher voucher = read(Voucher.class, """
                apiVersion: xisuan.io/v1alpha1
                kind: Voucher
                metadata: {name: grant, namespace: cloudridge}
                spec: {tenant: cloudridge, programme: p, number: N-1, amount: "1.00", grantedOn: "2025-01-10",
                  validFrom: "2025-02-10", validTo: "2025-01-10", contractRef: c-1}
                """);
        refused(VoucherTranslation.grant(voucher), "spec.validTo", "before it starts");
    }

    @Test
    void a_node_of_an_unknown_model_is_refused() {
        Site site = read(Site.class, """
                apiVersion: xisuan.io/v1alpha1
                kind: Site
                metadata: {name: guian}
                spec:
                  name: {zh: 贵安, en: Guian}
                  supplier: xihe
                  jurisdiction: guizhou/guian
                  mode: place
                  nodeSelector: {xisuan.io/site: guian}
                """);
        Node node = read(Node.class, """
                apiVersion: v1
                kind: Node
                metadata: {name: n1, labels: {xisuan.io/site: guian, xisuan.io/accelerator: nvidia-h21}}
                status: {allocatable: {cpu: "8", memory: 8Gi, nvidia.com/gpu: "8"}}
                """);
        Translation<NodeShape> shape = NodeTranslation.shape(site, node, List.of());
        assertThat(NodeTranslation.belongs(site, node)).isTrue();
        refused(shape, "metadata.labels.xisuan.io/accelerator", "is no known accelerator model");
    }

    private static Translation<JobOrder> order(String text) {
        return new JobTranslation(List.of())
                .order(read(TrainingJob.class, text), new TenantId("cloudridge"), SUBMITTED);
    }

    private static Translation<io.xisuan.billing.tariff.Tariff> tariff(String text) {
        return TariffTranslation.tariff(read(Tariff.class, text));
    }

    private static <T extends HasMetadata> T read(Class<T> type, String text) {
        return READER.parseLoose(List.of(new ManifestText("a.yaml", text)))
                .of(type)
                .getFirst();
    }

    private static <T> void refused(Translation<T> translation, String field, String problem) {
        assertThat(translation).isInstanceOf(Translation.Refused.class);
        FieldProblem found = ((Translation.Refused<T>) translation).problem();
        assertThat(found.field()).isEqualTo(field);
        assertThat(found.problem()).contains(problem);
    }
}
