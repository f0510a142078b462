package io.xisuan.billing.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineExplanationTest {
    private static List<Invoice> invoices(long seed) {
        List<Invoice> invoices = new ArrayList<>();
        JournalCut cut = new JournalCut(1, 100, Sha256.hex("journal"));
        for (InvoiceDraft draft : MonthClose.close(
                        RandomMonth.input(RandomMonth.usage(new SplittableRandom(seed)), RandomMonth.balances(), cut))
                .drafts()) {
            Invoice issued = new Invoice(
                    "ZW-2025-%06d".formatted(invoices.size() + 1), Instant.parse("2025-04-03T02:00:00Z"), draft);
            invoices.add(InvoiceReader.read(InvoiceDocument.of(issued).json()));
        }
        return invoices;
    }

    private static List<LineExplanation> all(Invoice invoice, Language language) {
        List<LineExplanation> all = new ArrayList<>();
        for (int line = 1; line <= invoice.lines().size(); line++) {
            all.add(LineExplanation.of(invoice, line, language));
        }
        return all;
    }

    @Test
    void what_grants_give_by_their_grounds_is_what_the_lines_carry_also_after_the_document_was_stored() {
        int shares = 0;
        for (long seed = 0; seed < 30; seed++) {
            for (Invoice invoice : invoices(seed)) {
                for (LineExplanation explained : all(invoice, Language.EN)) {
                    InvoiceLine line = explained.line();
                    Money given =
                            explained.shares().stream().map(ShareOfLine::given).reduce(Money.ZERO, Money::plus);
                    assertThat(given)
                            .as("seed %d %s line %d", seed, invoice.number(), explained.number())
                            .isEqualTo(line.subsidy().plus(line.reimbursable()));
                    shares += explained.shares().size();
                }
            }
        }
        assertThat(shares).isGreaterThan(100);
    }

    @Test
    void a_share_below_its_rate_names_a_reason_and_one_at_its_rate_says_so() {
        int below = 0;
        for (long seed = 0; seed < 30; seed++) {
            for (Invoice invoice : invoices(seed)) {
                for (LineExplanation explained : all(invoice, Language.EN)) {
                    for (ShareOfLine share : explained.shares()) {
                        assertReason(share, "seed %d line %d".formatted(seed, explained.number()));
                        below += share.bound() == Bound.NONE ? 0 : 1;
                    }
                }
            }
        }
        assertThat(below).isGreaterThan(5);
    }

    private static void assertReason(ShareOfLine share, String where) {
        if (share.ratePercent().isEmpty()) {
            assertThat(share.given()).as(where).isEqualTo(Money.ZERO);
            assertThat(share.answer()).as(where).contains("pays nothing of this line: ");
        } else if (share.actualPercent().compareTo(share.ratePercent().get()) == 0) {
            assertThat(share.answer()).as(where).contains("which is");
        } else {
            assertThat(share.answer()).as(where).contains("because ");
        }
        boolean bounded = share.given().compareTo(share.evaluated()) < 0;
        assertThat(share.bound() != Bound.NONE).as(where).isEqualTo(bounded);
        BigDecimal distance = share.exactFen()
                .subtract(BigDecimal.valueOf(share.evaluated().fen()))
                .abs();
        assertThat(distance).as(where).isLessThan(BigDecimal.valueOf(2));
    }

    @Test
    void it_answers_in_chinese_too() {
        Invoice invoice = invoices(3).getFirst();

        assertThat(all(invoice, Language.ZH))
                .allSatisfy(explained -> assertThat(explained.answer()).endsWith("。"));
    }

    @Test
    void a_line_that_is_not_there_is_refused() {
        Invoice invoice = invoices(3).getFirst();

        assertThatThrownBy(() -> LineExplanation.of(invoice, 0, Language.EN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has lines 1 to " + invoice.lines().size());
    }
}
