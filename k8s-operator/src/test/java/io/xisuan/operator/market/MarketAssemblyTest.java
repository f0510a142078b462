package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.plan.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cluster's sample with one thing wrong: what is left out, what is said, and that all else goes on. */
class MarketAssemblyTest {
    private final ClusterSample sample = ClusterSample.read();

    private static final String SECOND_VOUCHER = """
            apiVersion: xisuan.io/v1alpha1
            kind: Voucher
            metadata: {name: ex-2026-0002, namespace: example}
            spec:
              tenant: example
              programme: example-east
              number: EX-2026-0002
              amount: "450000.00"
              grantedOn: "2026-02-01"
              validFrom: "2026-02-01"
              validTo: "2035-12-31"
              contractRef: c-example
            """;

    private static void onlyProblem(Assembled market, String text) {
        assertThat(market.problems()).hasSize(1);
        assertThat(market.problems().getFirst().toString()).startsWith(text);
    }

    @Test
    void a_bad_voucher_pays_nothing_and_stops_no_job() {
        Assembled market =
                sample.with("50-voucher.yaml", "  contractRef: c-example\n", "").assembled();
        onlyProblem(market, "Voucher example/ex-2026-0001: spec.contractRef: is missing");
        assertThat(market.market().grants().all()).isEmpty();
        assertThat(market.openings().all()).isEmpty();
        assertThat(market.orders()).hasSize(1);
    }

    @Test
    void a_bad_tariff_leaves_its_sites_without_prices_and_the_job_in_the_queue() {
        Assembled market = sample.with("40-tariff.yaml", "vatRate: \"0.06\"", "vatRate: \"0.13\"")
                .assembled();
        onlyProblem(market, "Tariff example-list: spec.vatRate: is 0.13, but suppliers.csv says");
        JobOrder order = market.orders().values().iterator().next();
        NetCosts costs = new NetCosts(market.market(), Map.of());
        Cost cost = costs.cost(
                order.request(), new SiteId("east"), order.request().variants().getFirst(), ClusterSample.NOW);
        assertThat(cost).isInstanceOf(Cost.NotSold.class);
    }

    @Test
    void of_two_tariffs_for_the_same_the_first_stands() {
        String second = sample.texts().get("40-tariff.yaml");
        Assembled market = sample.plus("41-tariff.yaml", String.valueOf(second).replace("example-list", "other-list"))
                .assembled();
        onlyProblem(market, "Tariff other-list: spec.versions: Tariffs example-list and other-list both price");
        assertThat(market.market().tariffs().tariffs()).hasSize(1);
    }

    @Test
    void nobody_prices_what_another_sells() {
        Assembled market = sample.with(
                        "suppliers.csv",
                        "\nexample-compute,",
                        "\nother,甲,Other,91000000MA0EXC221J,example/west,0.06,*算力服务,OT,\nexample-compute,")
                .with(
                        "10-sites.yaml",
                        "supplier: example-compute\n  jurisdiction: example/west",
                        "supplier: other\n  jurisdiction: example/west")
                .assembled();
        onlyProblem(market, "Tariff example-list: spec.versions[0].prices[1].sites: west is sold by other");
    }

    @Test
    void without_its_tenant_all_that_is_of_it_waits_and_the_cause_comes_first() {
        Assembled market =
                sample.with("30-tenant.yaml", "guaranteed: 8", "guaranteed: 80").assembled();
        assertThat(market.problems())
                .extracting(problem ->
                        problem.kind().word() + " " + problem.reason().word())
                .containsExactly(
                        "Tenant Invalid",
                        "Contract TenantNotFound",
                        "Voucher ContractNotFound",
                        "TrainingJob TenantNotFound");
        assertThat(market.sites()).hasSize(2);
        assertThat(market.market().tariffs().tariffs()).hasSize(1);
    }

    @Test
    void a_site_of_an_unknown_supplier_is_not_sold_and_the_other_is() {
        Assembled market = sample.with(
                        "10-sites.yaml",
                        "supplier: example-compute\n  jurisdiction: example/west",
                        "supplier: nobody\n  jurisdiction: example/west")
                .assembled();
        onlyProblem(market, "Site west: spec.supplier: nobody is not in suppliers.csv");
        assertThat(market.shapes()).extracting(shape -> shape.id().value()).containsExactly("east");
        assertThat(market.nodes()).hasSize(3);
        assertThat(market.orders()).hasSize(1);
    }

    @Test
    void a_voucher_lies_in_the_namespace_of_its_tenant() {
        String others = """
                apiVersion: v1
                kind: Namespace
                metadata: {name: other, labels: {xisuan.io/tenant: other}}
                ---
                """;
        Assembled market = sample.plus(
                        "51.yaml", others + SECOND_VOUCHER.replace("namespace: example", "namespace: other"))
                .assembled();
        onlyProblem(
                market, "Voucher other/ex-2026-0002: spec.tenant: is example, but namespace other belongs to other");
    }

    @Test
    void a_letter_pays_once() {
        Assembled market = sample.plus(
                        "51.yaml", SECOND_VOUCHER.replace("number: EX-2026-0002", "number: EX-2026-0001"))
                .assembled();
        onlyProblem(market, "Voucher example/ex-2026-0002: spec.number: EX-2026-0001 of example-east is given twice");
        assertThat(market.market().grants().all()).hasSize(1);
    }

    @Test
    void a_recorded_grant_counts_when_its_voucher_is_gone() {
        GrantSource seen = GrantSource.of(sample.manifests().vouchers().getFirst());
        GrantSource recorded = GrantSource.stored(seen.voucher(), seen.specJson());
        assertThat(recorded.spec()).isEqualTo(seen.spec());
        Assembled market = sample.without("50-voucher.yaml").assembled(List.of(recorded));
        assertThat(market.problems()).isEmpty();
        assertThat(market.openings()).isEqualTo(sample.assembled().openings());
        assertThat(market.market().grants().all())
                .isEqualTo(sample.assembled().market().grants().all());
        assertThat(sample.assembled(List.of(recorded)).problems()).isEmpty();
    }

    @Test
    void what_was_recorded_counts_and_not_what_is_written_under_its_name_later() {
        GrantSource seen = GrantSource.of(sample.manifests().vouchers().getFirst());
        GrantSource recorded = GrantSource.stored(seen.voucher(), seen.specJson());
        Assembled market =
                sample.with("50-voucher.yaml", "100000.00", "900000.00").assembled(List.of(recorded));
        onlyProblem(market, "Voucher example/ex-2026-0001: spec: is not what was recorded");
        assertThat(market.openings().all()).extracting(Command.Open::granted).containsOnly(Money.parseYuan("100000"));
    }

    @Test
    void a_recorded_text_that_is_no_grant_is_refused_by_name() {
        assertThatThrownBy(() -> GrantSource.stored(new VoucherId("example/x"), "[]"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("example/x");
    }

    /** The cap is 500,000 a year: letters of 100,000 and 450,000 come to 550,000 and fill it, this year and the next. */
    @Test
    void a_cap_that_two_letters_share_grows_with_the_second_up_to_its_limit() {
        EntitlementBook book = new EntitlementBook();
        GrantOpenings first = sample.assembled().openings();
        first.all().forEach(book::apply);
        assertThat(first.due(book.accounts())).isEmpty();
        GrantOpenings both = sample.plus("51.yaml", SECOND_VOUCHER).assembled().openings();
        assertThat(both.byVoucher().values())
                .allSatisfy(openings -> assertThat(openings)
                        .filteredOn(open -> open.account().kind() == AccountKind.CAP)
                        .extracting(Command.Open::granted)
                        .containsExactly(Money.parseYuan("500000"), Money.parseYuan("500000")));
        List<Command> due = both.due(book.accounts());
        assertThat(due).hasSize(3);
        due.forEach(command -> assertThat(book.apply(command).done()).isTrue());
        assertThat(both.due(book.accounts())).isEmpty();
        GrantTerms terms = sample.assembled().market().grants().all().getFirst();
        assertThat(terms.accounts())
                .allSatisfy(account -> assertThat(book.account(account)).isPresent());
    }

    @Test
    void a_node_belongs_to_one_site_and_names_its_model() {
        ClusterSample changed = sample.with(
                        "20-nodes.yaml",
                        "kubernetes.io/hostname: east-h800-1, xisuan.io/site: east, xisuan.io/accelerator: nvidia-h800-80g",
                        "xisuan.io/site: east")
                .with(
                        "20-nodes.yaml",
                        "kubernetes.io/hostname: east-h800-2, xisuan.io/site: east",
                        "both: both, xisuan.io/site: east")
                .with(
                        "20-nodes.yaml",
                        "kubernetes.io/hostname: west-h800-3, xisuan.io/site: west",
                        "role: control-plane")
                .with("10-sites.yaml", "nodeSelector: {xisuan.io/site: west}", "nodeSelector: {both: both}");
        SiteNodes nodes = changed.nodes();
        assertThat(nodes.problems())
                .extracting(problem -> problem.name() + " " + problem.reason().word() + " " + problem.field())
                .containsExactly(
                        "east-h800-1 Invalid metadata.labels.xisuan.io/accelerator",
                        "east-h800-2 ManySites metadata.labels");
        assertThat(nodes.unclaimed()).containsExactly("west-h800-1", "west-h800-2", "west-h800-3");
        assertThat(nodes.shapes()).extracting(shape -> shape.name()).containsExactly(new NodeName("east-h800-3"));
    }

    @Test
    void the_same_input_gives_the_same_market() {
        Assembled one = sample.plus("51.yaml", SECOND_VOUCHER).assembled();
        Assembled again = ClusterSample.read().plus("51.yaml", SECOND_VOUCHER).assembled();
        assertThat(again.orders()).isEqualTo(one.orders());
        assertThat(again.openings()).isEqualTo(one.openings());
        assertThat(again.market().grants().all())
                .isEqualTo(one.market().grants().all());
        assertThat(again.contracts()).isEqualTo(one.contracts());
    }

    private Assembled withJob(String right, String wrong) {
        return sample.with("60-job.yaml", right, wrong).assembled();
    }

    @Test
    void a_job_without_a_real_image_is_its_own_problem() {
        onlyProblem(
                withJob("image: \"registry.example/train:1\"", "image: \" \""),
                "TrainingJob example/first-gang: spec.variants.image: A worker needs an image");
    }

    @Test
    void a_run_that_comes_to_centuries_on_a_variant_is_refused_before_it_is_priced() {
        onlyProblem(
                withJob("runTime: 1h", "runTime: 9999d"),
                "TrainingJob example/first-gang: spec.runTime: comes to 9999 days on nvidia-h800-80g");
        Assembled slow = sample.with("60-job.yaml", "runTime: 1h", "runTime: 30h")
                .with(
                        "60-job.yaml",
                        "accelerator: nvidia-h800-80g,",
                        "accelerator: nvidia-h800-80g, relativeThroughput: \"0.0001\",")
                .assembled();
        onlyProblem(slow, "TrainingJob example/first-gang: spec.runTime: comes to 12500 days");
    }
}
