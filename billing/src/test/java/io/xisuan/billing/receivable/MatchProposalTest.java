package io.xisuan.billing.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.MatchProposal.Confidence;
import io.xisuan.billing.receivable.MatchProposal.Payer;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchProposalTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-05");
    private static final TenantId ONE = new TenantId("one");
    private static final TenantId TWO = new TenantId("two");
    private static final List<Payer> PAYERS = List.of(
            new Payer(ONE, List.of("北京示例（智能）科技有限公司", "Example AI"), Optional.of("91110000MA00000011")),
            new Payer(TWO, List.of("某大学", "A University"), Optional.empty()));
    private static final List<OpenItem> ITEMS = List.of(
            item("ZW-2026-000001", ONE, 10_000),
            item("ZW-2026-000002", ONE, 5_000),
            item("ZW-2026-000003", TWO, 5_000),
            item("ZW-2026-000004", TWO, 777));

    private static OpenItem item(String number, TenantId tenant, long fen) {
        return new OpenItem(
                number,
                new SupplierId("s"),
                tenant,
                new ContractId("c"),
                DAY,
                Optional.empty(),
                Money.ofFen(fen),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);
    }

    private static List<MatchProposal> of(long fen, String payer, String remark) {
        BankLine line = new BankLine(1, "r", Money.ofFen(fen), payer, "", remark, new Recorded(DAY, "clerk", 7));
        return MatchProposal.of(line, ITEMS, PAYERS);
    }

    @Test
    void a_number_and_an_amount_are_as_good_as_it_gets() {
        assertThat(of(10_000, "", "货款 zw－2026－000001")).singleElement().satisfies(one -> {
            assertThat(one.confidence()).isEqualTo(Confidence.HIGH);
            assertThat(one.tenant()).isEqualTo(ONE);
            assertThat(one.allocations()).containsExactly(new Allocation("ZW-2026-000001", Money.ofFen(10_000)));
            assertThat(one.reasons()).hasSize(2);
        });
    }

    @Test
    void brackets_and_widths_of_a_name_do_not_matter() {
        assertThat(of(5_000, "北京示例(智能)科技有限公司", "")).first().satisfies(one -> {
            assertThat(one.tenant()).isEqualTo(ONE);
            assertThat(one.confidence()).isEqualTo(Confidence.HIGH);
            assertThat(one.allocations()).containsExactly(new Allocation("ZW-2026-000002", Money.ofFen(5_000)));
        });
        assertThat(of(12_345, "x", "税号91110000MA00000011")).singleElement().satisfies(one -> {
            assertThat(one.confidence()).isEqualTo(Confidence.MEDIUM);
            assertThat(one.allocations())
                    .containsExactly(
                            new Allocation("ZW-2026-000001", Money.ofFen(10_000)),
                            new Allocation("ZW-2026-000002", Money.ofFen(2_345)));
        });
    }

    @Test
    void an_amount_alone_counts_only_where_one_invoice_has_it() {
        assertThat(of(777, "", ""))
                .singleElement()
                .satisfies(one -> assertThat(one.confidence()).isEqualTo(Confidence.LOW));
        assertThat(of(5_000, "", "")).as("two invoices have it").isEmpty();
        assertThat(of(1, "谁", "什么")).isEmpty();
    }
}
