package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.einvoice.EInvoice;
import io.xisuan.billing.einvoice.EInvoiceAnswersCsv;
import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.party.Located;
import io.xisuan.model.InputException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class EInvoiceBookTest {
    private static final String FIRST = "ZW-2025-000001";
    private static final String SECOND = "ZW-2025-000002";
    private static final String BLUE = "25640000000000000001";
    private static final String OTHER = "25640000000000000002";
    private static final String RED = "25640000000000000003";

    @TempDir
    private Path folder;

    private Store store;
    private String total = "";

    @BeforeEach
    void issue() {
        store = Store.open(StoreFixture.url(folder));
        long epoch = StoreFixture.openMonth(store, 3);
        JournalCut cut = new JournalCut(1, 100, Sha256.hex("first"));
        List<StoredInvoice> invoices = store.issue(
                epoch, StoreFixture.batch(store, RandomMonth.usage(new SplittableRandom(3)), cut, IssuePart.FINAL));
        total = invoices.getFirst().gross().yuan().toPlainString();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private EInvoiceBook.Imported bring(String... lines) {
        String csv = "document,number,day,total,original,confirmation,result\n" + String.join("\n", lines) + "\n";
        List<Located<EInvoice>> answers = EInvoiceAnswersCsv.read("answers.csv", new StringReader(csv));
        return new EInvoiceBook(store).record(answers, "finance", 7);
    }

    private Optional<String> standing(String document) {
        return new EInvoiceBook(store).numberOf(document).map(EInvoiceNumber::digits);
    }

    private void assertRefused(String line, String... why) {
        assertThatThrownBy(() -> bring(line))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("answers.csv:2: ")
                .hasMessageContainingAll(why);
    }

    private String blue(String document, String number) {
        return "%s,%s,2025-04-05,%s,,,".formatted(document, number, total);
    }

    @Test
    void a_number_is_known_after_import_and_the_same_file_changes_nothing() {
        assertThat(standing(FIRST)).isEmpty();
        assertThat(bring(blue(FIRST, BLUE))).isEqualTo(new EInvoiceBook.Imported(1, 0));
        assertThat(bring(blue(FIRST, BLUE))).isEqualTo(new EInvoiceBook.Imported(0, 1));
        assertThat(standing(FIRST)).contains(BLUE);
        assertThat(new EInvoiceBook(store).all(Optional.of(RandomMonth.PERIOD))).hasSize(1);
    }

    @Test
    void what_contradicts_the_books_is_refused_with_its_line_and_nothing_is_stored() {
        assertRefused(blue("ZW-2025-000009", BLUE), "document", "no document that was issued here");
        assertRefused("%s,%s,2025-04-05,1.00,,,".formatted(FIRST, BLUE), "total", "comes to");
        assertRefused("%s,123,2025-04-05,1.00,,,".formatted(FIRST), "number", "20 digits");
        assertRefused("%s,1.23E+19,2025-04-05,1.00,,,".formatted(FIRST), "lost its last digits");
        assertRefused("%s,%s,2026-04-05,%s,,,".formatted(FIRST, BLUE, total), "year");
        bring(blue(FIRST, BLUE));
        assertRefused(blue(FIRST, OTHER), "has the e-invoice " + BLUE + " already");
        assertRefused(blue(SECOND, BLUE), BLUE + " is the number of " + FIRST + " already");
        assertRefused("%s,%s,2025-04-06,%s,,,".formatted(FIRST, BLUE, total), "with other content");
        assertThat(new EInvoiceBook(store).all(Optional.empty())).hasSize(1);
    }

    @Test
    void a_whole_file_is_stored_or_nothing_of_it() {
        assertThatThrownBy(() -> bring(blue(FIRST, BLUE), blue("nowhere", OTHER)))
                .hasMessageStartingWith("answers.csv:3: document: ");
        assertThat(standing(FIRST)).isEmpty();
    }

    @Test
    void a_red_letter_takes_the_whole_back_and_a_new_number_may_follow() {
        bring(blue(FIRST, BLUE));
        String red = "%s,%s,2025-04-09,-%s,%s,C1,RED";
        assertRefused(red.formatted(FIRST, RED, "0.01", BLUE), "total");
        assertRefused(red.formatted(FIRST, RED, total, OTHER), "original", "import that first");
        bring("%s,,2025-04-08,-%s,%s,C0,RED_REFUSED".formatted(FIRST, total, BLUE));
        assertThat(standing(FIRST)).contains(BLUE);
        bring(red.formatted(FIRST, RED, total, BLUE));
        assertThat(standing(FIRST)).isEmpty();
        assertThat(new EInvoiceBook(store).against(new EInvoiceNumber(BLUE))).hasSize(2);
        assertRefused(red.formatted(FIRST, "25640000000000000004", total, BLUE), "only 0.00 is left");
        bring(blue(FIRST, OTHER));
        assertThat(standing(FIRST)).contains(OTHER);
    }

    @Test
    void columns_may_be_in_chinese_and_after_a_byte_order_mark() {
        String csv = "\uFEFF账单编号,开票日期,发票号码,价税合计,结果\n%s,2025-04-05 10:11:12,%s,%s,蓝字\n".formatted(FIRST, BLUE, total);
        new EInvoiceBook(store).record(EInvoiceAnswersCsv.read("回执.csv", new StringReader(csv)), "finance", 7);
        assertThat(standing(FIRST)).contains(BLUE);
    }
}
