package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.invoice.BookRow;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.RatingRun;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class LineBooksTest {
    private static final JournalCut CUT = new JournalCut(1, 100, Sha256.hex("first"));

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(StoreFixture.url(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<StoredInvoice> issued() {
        long epoch = StoreFixture.openMonth(store, 3);
        return store.issue(
                epoch, StoreFixture.batch(store, RandomMonth.usage(new SplittableRandom(3)), CUT, IssuePart.FINAL));
    }

    @Test
    void an_issued_line_opens_down_to_its_slices() {
        LineBooks books = new LineBooks(store);
        for (StoredInvoice stored : issued()) {
            Invoice invoice = InvoiceReader.read(stored.document().json());
            for (InvoiceLine line : invoice.lines()) {
                List<BookRow> slices = books.slicesOf(invoice.journal(), line);
                assertThat(DeviceMillis.sum(
                                slices.stream().map(BookRow::quantity).toList()))
                        .isEqualTo(line.quantity());
            }
            assertThat(books.unbilled(invoice.journal())).isEmpty();
            List<RatingRun> runs = books.runs(invoice.contract(), invoice.period());
            assertThat(runs).extracting(RatingRun::engine).containsExactly(RatingRun.ENGINE);
            assertThat(runs.getFirst().cut()).isEqualTo(CUT);
        }
    }

    @Test
    void nobody_edits_or_deletes_a_book_and_a_changed_one_is_not_shown() {
        Invoice invoice = InvoiceReader.read(issued().getFirst().document().json());
        for (String sql : List.of(
                "UPDATE line_book SET root = ''",
                "DELETE FROM line_book",
                "UPDATE rating_run SET engine = ''",
                "DELETE FROM rating_run")) {
            assertThatThrownBy(() -> StoreFixture.tamper(folder, sql))
                    .as(sql)
                    .isInstanceOf(java.sql.SQLException.class);
        }
        LineBooks books = new LineBooks(store);
        assertThat(books.of(invoice.journal()).root())
                .isEqualTo(invoice.journal().bookRoot().orElseThrow());
    }

    @Test
    void lost_work_counts_once_another_person_approved_it() {
        LostWorkBook book = new LostWorkBook(store);
        LostWorkClaim claim =
                new LostWorkClaim("uid-001", 2, LostWorkCause.NODE_FAULT, new Interval(10, 20), "report 7");
        Proposal proposal = book.propose(claim, new Principal("li"), 5);
        assertThat(book.all()).isEmpty();
        ControlBook control = new ControlBook(store);
        assertThatThrownBy(() -> control.approve(proposal.number(), new Principal("Li"), "", 6))
                .hasMessageContaining("somebody else");
        control.approve(proposal.number(), new Principal("wang"), "", 6);
        assertThat(book.all())
                .containsExactly(new LostWorkFinding(
                        "uid-001", 2, LostWorkCause.NODE_FAULT, new Interval(10, 20), "report 7", "li", "wang"));
        assertThatThrownBy(() -> LostWorkClaim.read("{}")).isInstanceOf(InputException.class);
    }
}
