package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.Money;
import io.xisuan.model.Rounding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PropertiesOfRatingTest {
    private static final int HISTORIES = 60;

    private static MonthClose.Result close(List<UsageInterval> usage, long seed) {
        EntitlementBook book = RandomMonth.balances();
        RandomMonth.hold(book, new SplittableRandom(seed));
        return MonthClose.close(RandomMonth.input(usage, book));
    }

    private static Money sum(InvoiceDraft draft, Function<InvoiceLine, Money> part) {
        return draft.lines().stream().map(part).reduce(Money.ZERO, Money::plus);
    }

    @Test
    void P9_net_and_tax_are_gross_and_lines_are_totals_to_the_fen() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            for (InvoiceDraft draft :
                    close(RandomMonth.usage(new SplittableRandom(seed)), seed).drafts()) {
                for (InvoiceLine line : draft.lines()) {
                    assertThat(line.customer().plus(line.subsidy()))
                            .as("seed %d", seed)
                            .isEqualTo(line.gross());
                    assertThat(ExactAmount.of(line.unitPrice(), line.quantity()).round(Rounding.HALF_UP))
                            .as("seed %d", seed)
                            .isEqualTo(line.gross());
                }
                assertThat(draft.gross()).as("seed %d", seed).isEqualTo(sum(draft, InvoiceLine::gross));
                assertThat(draft.net().plus(draft.tax())).as("seed %d", seed).isEqualTo(draft.gross());
                assertThat(draft.payableNow().plus(draft.subsidy()))
                        .as("seed %d", seed)
                        .isEqualTo(draft.gross());
                assertThat(sum(draft, InvoiceLine::tax)).as("seed %d", seed).isEqualTo(draft.tax());
                assertThat(draft.vat())
                        .as("seed %d", seed)
                        .allSatisfy(vat -> assertThat(vat.tax()).isEqualTo(Vat.contained(vat.gross(), vat.rate())));
            }
        }
    }

    @Test
    void P10_any_cut_of_the_time_gives_the_same_total_subsidy_and_tax() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = RandomMonth.usage(random);
            List<InvoiceDraft> whole = close(usage, seed).drafts();
            List<InvoiceDraft> cut = close(RandomMonth.cut(usage, random), seed).drafts();
            assertThat(cut)
                    .as("seed %d", seed)
                    .extracting(InvoiceDraft::lines)
                    .isEqualTo(whole.stream().map(InvoiceDraft::lines).toList());
            assertThat(cut)
                    .as("seed %d", seed)
                    .extracting(InvoiceDraft::gross, InvoiceDraft::subsidy, InvoiceDraft::tax)
                    .isEqualTo(whole.stream()
                            .map(draft -> tuple(draft.gross(), draft.subsidy(), draft.tax()))
                            .toList());
        }
    }
}
