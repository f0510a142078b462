package io.xisuan.billing.einvoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.einvoice.EInvoiceRequests.Outcome;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.UsageNotes;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.rendering.SheetCsv;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EInvoiceRequestsTest {
    private static final String ITEM = "*信息技术服务*算力服务";
    private static final EInvoiceNumber BLUE = new EInvoiceNumber("25640000000000000001");

    private static List<InvoiceDraft> drafts(List<UsageInterval> usage) {
        return MonthClose.close(
                        RandomMonth.input(usage, RandomMonth.balances(), new JournalCut(1, 100, Sha256.hex("journal"))))
                .drafts();
    }

    private static Invoice issued(String number, InvoiceDraft draft) {
        return new Invoice(number, Instant.parse("2025-04-03T02:00:00Z"), draft);
    }

    private static EInvoiceRequest made(Invoice invoice, Optional<EInvoiceNumber> original) {
        Outcome outcome = EInvoiceRequests.of(invoice, ITEM, Optional.empty(), original);
        assertThat(outcome).isInstanceOf(Outcome.Made.class);
        return ((Outcome.Made) outcome).request();
    }

    @Test
    void requests_come_to_their_invoices_to_the_fen_however_many_lines_are_summed() {
        for (long seed = 0; seed < 40; seed++) {
            for (InvoiceDraft draft : drafts(RandomMonth.usage(new SplittableRandom(seed)))) {
                if (draft.gross().isZero()) {
                    continue;
                }
                EInvoiceRequest request = made(issued("ZW-2025-000001", draft), Optional.empty());
                assertThat(request.gross()).as("seed %d", seed).isEqualTo(draft.gross());
                assertThat(request.net()).as("seed %d", seed).isEqualTo(draft.net());
                assertThat(request.tax()).as("seed %d", seed).isEqualTo(draft.tax());
                assertThat(request.lines().size())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(draft.lines().size());
            }
        }
    }

    @Test
    void a_credit_note_asks_for_a_red_letter_once_the_blue_number_is_known() {
        List<UsageInterval> usage = RandomMonth.usage(new SplittableRandom(3));
        Invoice invoice = issued("ZW-2025-000001", drafts(usage).getFirst());
        InvoiceDraft fewer = drafts(usage.subList(0, usage.size() / 2)).stream()
                .filter(draft -> draft.contract().equals(invoice.contract()))
                .findFirst()
                .orElseThrow();
        Invoice note = issued(
                "ZW-CN-2025-000001",
                UsageNotes.of(invoice, List.of(), fewer, "usage withdrawn").orElseThrow());

        assertThat(note.kind()).isEqualTo(InvoiceKind.CREDIT_NOTE);
        assertThat(EInvoiceRequests.of(note, ITEM, Optional.empty(), Optional.empty()))
                .isEqualTo(new Outcome.None(
                        note.number(), "import the e-invoice of ZW-2025-000001 first: a red letter names it", true));
        EInvoiceRequest request = made(note, Optional.of(BLUE));
        assertThat(request.red()).isTrue();
        assertThat(request.gross()).isEqualTo(note.gross());
        assertThat(request.capitals()).startsWith("人民币负");
        assertThat(request.remark()).contains("ZW-CN-2025-000001", "更正账单 ZW-2025-000001");
        assertThat(request.lines())
                .allSatisfy(line -> assertThat(line.gross().isNegative()).isTrue());
    }

    @Test
    void nothing_is_asked_for_what_has_a_number_or_comes_to_nothing() {
        Invoice invoice = issued(
                "ZW-2025-000001",
                drafts(RandomMonth.usage(new SplittableRandom(3))).getFirst());

        assertThat(EInvoiceRequests.of(invoice, ITEM, Optional.of(BLUE), Optional.empty()))
                .isEqualTo(new Outcome.None("ZW-2025-000001", "it has the e-invoice " + BLUE, false));
        InvoiceDraft draft = invoice.content();
        InvoiceDraft empty = new InvoiceDraft(
                InvoiceKind.INVOICE,
                draft.seller(),
                draft.buyer(),
                draft.contract(),
                draft.period(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                draft.journal(),
                Optional.<Correction>empty());
        assertThat(EInvoiceRequests.of(issued("ZW-2025-000002", empty), ITEM, Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.None.class, none -> assertThat(none.why()).contains("its gross is 0"));
    }

    @Test
    void the_form_holds_all_fields_as_text_numbers_and_capitals() {
        Invoice invoice = issued(
                "ZW-2025-000001",
                drafts(RandomMonth.usage(new SplittableRandom(3))).getFirst());
        EInvoiceRequest request = made(invoice, Optional.empty());
        String csv =
                new String(SheetCsv.plain(EInvoiceForm.table(List.of(request), Language.ZH)), StandardCharsets.UTF_8);

        assertThat(csv)
                .startsWith("账单编号,发票类型,原蓝字发票号码,销售方名称,销售方税号,购买方名称,购买方税号,行号,项目名称,")
                .contains(ITEM, "卡时", "NVIDIA H800 80GB", request.capitals())
                .contains(request.gross().yuan().toPlainString());
        assertThat(EInvoiceForm.json(List.of(request)))
                .contains("\"format\" : \"xisuan-einvoice-request/1\"", "\"kind\" : \"BLUE\"")
                .contains("\"fen\" : " + request.gross().fen());
        Money sum = request.lines().stream().map(EInvoiceRequest.Line::gross).reduce(Money.ZERO, Money::plus);
        assertThat(sum).isEqualTo(invoice.gross());
    }
}
