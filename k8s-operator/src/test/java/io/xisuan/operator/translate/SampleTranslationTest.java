package io.xisuan.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.manifest.BookReferences;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTranslationTest {
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path PROGRAMMES = ROOT.resolve("billing/src/main/resources/programmes");
    private static final Path QUICKSTART = ROOT.resolve("deploy/samples/quickstart");
    private static final long NOON = Instant.parse("2025-10-10T04:00:00Z").toEpochMilli();
    private static final long NIGHT = Instant.parse("2025-10-10T18:00:00Z").toEpochMilli();

    private final Manifests sample = new ManifestReader().read(List.of(PROGRAMMES, QUICKSTART));

    @Test
    void every_job_of_the_quickstart_is_understood() {
        JobTranslation translation = new JobTranslation(sample.sites());
        for (TrainingJob job : sample.jobs()) {
            TenantId tenant = new TenantId(
                    sample.tenantOf(job.getMetadata().getNamespace()).orElseThrow());
            JobOrder order = value(translation.order(job, tenant, value(DemoAnnotations.submission(job))));
            assertThat(order.request().gang().devices()).isPositive();
            assertThat(value(DemoAnnotations.actualRunTimeMillis(job))).isPositive();
        }
    }

    @Test
    void sixty_nodes_of_eight_devices_carry_the_owners_load() {
        List<NodeShape> shapes = new ArrayList<>();
        for (Site site : sample.sites()) {
            for (Node node : sample.nodes()) {
                if (NodeTranslation.belongs(site, node)) {
                    shapes.add(value(NodeTranslation.shape(site, node, pods(node))));
                }
            }
        }
        assertThat(shapes)
                .hasSize(60)
                .allSatisfy(shape -> assertThat(shape.devices()).isEqualTo(8));
        assertThat(shapes.stream()
                        .mapToInt(shape -> shape.background().devices())
                        .sum())
                .isEqualTo(118);
    }

    @Test
    void headroom_follows_the_hour() {
        Site guian = sample.sites().stream()
                .filter(site -> site.getMetadata().getName().equals("guian"))
                .findFirst()
                .orElseThrow();
        DeviceType h20 = DeviceType.of(AcceleratorModel.NVIDIA_H20);
        SiteShape noon = value(SiteTranslation.shape(guian, NOON));
        assertThat(noon.headroom()).containsEntry(h20, 16);
        assertThat(noon.reclaimWithinMillis()).isEqualTo(1_800_000);
        assertThat(value(SiteTranslation.shape(guian, NIGHT)).headroom()).containsEntry(h20, 8);
    }

    @Test
    void tariffs_tenants_and_vouchers_are_understood() {
        Tariff tariff = value(TariffTranslation.tariff(sample.tariffs().getFirst()));
        assertThat(tariff.versions()).hasSize(2);
        sample.tenants()
                .forEach(tenant -> assertThat(
                                value(TenantTranslation.account(tenant)).party().creditCode())
                        .isPresent());
        assertThat(sample.vouchers().stream()
                        .map(voucher -> value(VoucherTranslation.grant(voucher)).amount()))
                .contains(Money.parseYuan("15000.00"));
    }

    @Test
    void contracts_and_suppliers_are_in_the_books() throws IOException {
        BookReferences.check(sample, contracts(QUICKSTART), suppliers());
    }

    @Test
    void a_contract_of_somebody_else_is_refused_with_the_jobs_that_name_it() throws IOException {
        List<Contract> contracts = contracts(QUICKSTART).stream()
                .filter(contract -> !contract.id().value().equals("c-pujiang-2025"))
                .toList();
        assertThatThrownBy(() -> BookReferences.check(sample, contracts, suppliers()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("50-vouchers.yaml:")
                .hasMessageContaining("spec.contractRef: no contract c-pujiang-2025 is in the books");
    }

    @Test
    void a_wish_for_sites_is_kept() {
        TrainingJob wrongRegion = sample.jobs().stream()
                .filter(job -> job.getMetadata().getName().equals("wrong-region"))
                .findFirst()
                .orElseThrow();
        JobOrder order = value(new JobTranslation(sample.sites())
                .order(wrongRegion, new TenantId("jinguan"), value(DemoAnnotations.submission(wrongRegion))));
        assertThat(order.request().wishes().sites()).containsExactly(new SiteId("qingyang"));
    }

    private static List<Contract> contracts(Path folder) throws IOException {
        try (Reader text = Files.newBufferedReader(folder.resolve("contracts.csv"), StandardCharsets.UTF_8)) {
            return ContractsCsv.read("contracts.csv", text);
        }
    }

    private static List<Supplier> suppliers() throws IOException {
        try (Reader text = Files.newBufferedReader(QUICKSTART.resolve("suppliers.csv"), StandardCharsets.UTF_8)) {
            return SuppliersCsv.read("suppliers.csv", text);
        }
    }

    private List<Pod> pods(Node node) {
        return sample.pods().stream()
                .filter(pod -> node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
                .toList();
    }

    private static <T> T value(Translation<T> translation) {
        return translation.orThrow(problem -> new IllegalStateException(problem.toString()));
    }
}
