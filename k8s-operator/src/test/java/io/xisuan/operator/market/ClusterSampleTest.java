package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.PartClose;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.manifest.BookReferences;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.plan.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sample for a real cluster, from its files to the invoice of its job. */
class ClusterSampleTest {
    private static final BillingPeriod JUNE = BillingPeriod.parse("2026-06");

    private final ClusterSample sample = ClusterSample.read();
    private final Assembled market = sample.assembled();
    private final EntitlementBook book = new EntitlementBook();

    @Test
    void the_sample_is_complete_and_nothing_of_it_is_left_out() {
        Manifests read = new ManifestReader().read(List.of(ClusterSample.SAMPLES.resolve("cluster")));
        BookReferences.check(read, sample.books().contracts(), sample.books().suppliers());
        assertThat(sample.nodes().problems()).isEmpty();
        assertThat(sample.nodes().unclaimed()).isEmpty();
        assertThat(market.problems()).isEmpty();
        assertThat(market.sites()).hasSize(2);
        assertThat(market.nodes())
                .hasSize(6)
                .allSatisfy(node -> assertThat(node.devices()).isEqualTo(8));
        assertThat(market.orders()).hasSize(1);
        assertThat(market.prefixes()).containsEntry(new SupplierId("example-compute"), "EX");
    }

    @Test
    void its_fake_nodes_state_capacity_and_allocatable_for_kwok() {
        assertThat(sample.manifests().nodes()).allSatisfy(node -> {
            assertThat(node.getMetadata().getAnnotations()).containsEntry("kwok.x-k8s.io/node", "fake");
            assertThat(node.getStatus().getCapacity())
                    .isEqualTo(node.getStatus().getAllocatable());
        });
    }

    /**
     * 16 devices for an hour: in East 16 x 12.00 = 192.00, of which the voucher pays 30 % = 57.60, so 134.40 are payable; in West
     * 16 x 9.00 = 144.00 without a voucher. So East, 9.60 cheaper for the tenant.
     */
    @Test
    void the_gang_goes_where_the_tenant_pays_least() {
        Decision.Start start = start();
        assertThat(start.site()).isEqualTo(new SiteId("east"));
        assertThat(start.cost().gross()).isEqualTo(Money.parseYuan("192.00"));
        assertThat(start.cost().payableNow()).isEqualTo(Money.parseYuan("134.40"));
        assertThat(start.workers()).hasSize(2);
        assertThat(Reasons.brief(start)).isEqualTo("least to pay; at west 9.60 more");
        assertThat(Reasons.full(start))
                .contains("payable now 134.40, gross 192.00")
                .contains("west: ");
        assertThat(Reasons.programmes(
                        market.market().grants().of(new ContractId("c-example")), AcceleratorModel.NVIDIA_H800))
                .contains("example-east at east: pays 30 % of the fee of what is used")
                .contains("example-east at west: does not apply, sites");
    }

    /**
     * Eight seconds: 16 x 8 s x 12.00 / 3,600 s = 0.42666.. = 0.43; 30 % of 0.43 = 0.129, floored 0.12; payable 0.31; VAT in it
     * 0.43 x 6 / 106 = 0.0243.. = 0.02.
     */
    @Test
    void eight_seconds_come_to_forty_three_fen() {
        Invoice invoice = invoice(8_000);
        assertThat(invoice.gross()).isEqualTo(Money.parseYuan("0.43"));
        assertThat(invoice.subsidy()).isEqualTo(Money.parseYuan("0.12"));
        assertThat(invoice.payableNow()).isEqualTo(Money.parseYuan("0.31"));
        assertThat(invoice.tax()).isEqualTo(Money.parseYuan("0.02"));
        assertThat(invoice.number()).isEqualTo("EX-2026-000001");
    }

    /** An hour: 192.00, 57.60, 134.40 as quoted; VAT in it 192 x 6 / 106 = 10.8679.. = 10.87. What was held on top goes back. */
    @Test
    void an_hour_settles_as_quoted() {
        Invoice invoice = invoice(3_600_000);
        assertThat(invoice.gross()).isEqualTo(Money.parseYuan("192.00"));
        assertThat(invoice.subsidy()).isEqualTo(Money.parseYuan("57.60"));
        assertThat(invoice.payableNow()).isEqualTo(Money.parseYuan("134.40"));
        assertThat(invoice.tax()).isEqualTo(Money.parseYuan("10.87"));
        assertThat(invoice.buyer().address()).contains("示例市示例路1号");
        assertThat(book.accounts().values())
                .extracting(account -> account.id().toString(), Account::posted, Account::pending)
                .containsExactly(
                        tuple("VOUCHER/example-east/example/ex-2026-0001", Money.parseYuan("57.60"), Money.ZERO),
                        tuple("CAP/example-east/example/2026", Money.parseYuan("57.60"), Money.ZERO),
                        tuple("CAP/example-east/example/2027", Money.ZERO, Money.ZERO));
    }

    private Decision.Start start() {
        market.openings()
                .all()
                .forEach(open -> assertThat(book.apply(open).done()).isTrue());
        ClusterState state = ClusterState.of(market.shapes(), market.nodes());
        var queue = market.orders().values().stream().map(JobOrder::request).toList();
        NetCosts costs = new NetCosts(market.market(), book.accounts());
        List<Decision> decisions = Scheduler.plan(
                        new Scheduler.Situation(state, queue, costs, ClusterSample.NOW), PlanOptions.standard())
                .decisions();
        assertThat(decisions).hasSize(1);
        assertThat(decisions.getFirst()).isInstanceOf(Decision.Start.class);
        return (Decision.Start) decisions.getFirst();
    }

    /** Plans, holds, runs for so long on the planned nodes, and issues the month. */
    private Invoice invoice(long runMillis) {
        Decision.Start start = start();
        List<LineRequest> lines = new NetCosts(market.market(), book.accounts()).holdLines(start);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().amount())
                .as("57.60 and two fen of slack for each of two days")
                .isEqualTo(Money.parseYuan("57.64"));
        HoldOwner owner =
                new HoldOwner(new SupplierId("example-compute"), start.job().uid(), 1);
        book.apply(new Command.Place("place", owner, "quote", lines, Long.MAX_VALUE));
        book.apply(new Command.Activate("activate", owner.holdId()));
        List<PartInput.Recorded> journal = journal(start, runMillis);
        PartClose.Result part = PartClose.close(new PartInput(
                JUNE,
                journal,
                journal.size(),
                Sha256.hex("head"),
                new PartInput.Prices(
                        market.market().tariffs(),
                        market.contracts(),
                        market.market().grants()),
                book,
                NumberBook.fresh(market.prefixes()),
                new PartInput.Progress(new TreeMap<>(), new TreeSet<>(List.of(owner.holdId()))),
                Instant.parse("2026-07-03T00:00:00Z")));
        part.postings()
                .forEach(command ->
                        assertThat(book.apply(command).done()).as("%s", command).isTrue());
        assertThat(part.invoices()).hasSize(1);
        return part.invoices().getFirst();
    }

    private List<PartInput.Recorded> journal(Decision.Start start, long runMillis) {
        Interval run = new Interval(ClusterSample.NOW, ClusterSample.NOW + runMillis);
        JobId job = start.job();
        List<PartInput.Recorded> journal = new ArrayList<>();
        for (WorkerPlacement worker : start.workers()) {
            for (int device = 0; device < 8; device++) {
                UsageInterval usage = new UsageInterval(
                        Sha256.hex(worker.node() + "/" + device),
                        job,
                        1,
                        start.request().tenant(),
                        new ContractId("c-example"),
                        start.site(),
                        worker.node(),
                        "nvidia.com/gpu/" + device,
                        AcceleratorModel.NVIDIA_H800,
                        AcceleratorShare.WHOLE,
                        run,
                        new DeviceMillis(runMillis),
                        UsageClass.BILLED,
                        Optional.empty(),
                        Sha256.hex("by count"));
                journal.add(new PartInput.Recorded(journal.size() + 1L, usage));
            }
        }
        return journal;
    }
}
