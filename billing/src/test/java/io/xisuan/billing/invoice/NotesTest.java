package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.VoucherId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NotesTest {
    private static final Instant AT = Instant.parse("2025-04-03T02:00:00Z");
    private static final JournalReference JOURNAL = new JournalReference(1, 9, Sha256.hex("9"), Sha256.hex("book"));
    private static final VoucherPayment VOUCHER =
            new VoucherPayment(new ProgrammeId("p"), new VoucherId("v"), "No. 1", Money.ZERO);

    /** A line of the invoice: its gross and what is deducted of it. */
    private record Amounts(long gross, long subsidy) {}

    /** Returns a draft with one line a day; the taxes by largest remainder, as a close gives them. */
    private static InvoiceDraft draft(Rate rate, List<Amounts> amounts) {
        List<Money> gross =
                amounts.stream().map(one -> Money.ofFen(one.gross())).toList();
        List<Money> taxes = Vat.shared(gross, rate);
        List<InvoiceLine> lines = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            if (amounts.get(i).gross() > 0) {
                lines.add(line(i, amounts.get(i), rate, taxes.get(i)));
            }
        }
        Money all = gross.stream().reduce(Money.ZERO, Money::plus);
        Money tax = Vat.contained(all, rate);
        Money paid = Money.ofFen(amounts.stream().mapToLong(Amounts::subsidy).sum());
        ContractTerms terms = Optional.ofNullable(RandomMonth.contracts().get(RandomMonth.ONE))
                .orElseThrow();
        return new InvoiceDraft(
                InvoiceKind.INVOICE,
                terms.seller(),
                terms.buyer(),
                terms.contract(),
                RandomMonth.PERIOD,
                lines,
                List.of(new VatLine(rate, all, all.minus(tax), tax)),
                List.of(new VoucherPayment(VOUCHER.programme(), VOUCHER.voucher(), VOUCHER.voucherNumber(), paid)),
                List.of(),
                List.of(),
                JOURNAL);
    }

    private static InvoiceLine line(int day, Amounts amounts, Rate rate, Money tax) {
        return new InvoiceLine(
                new AttemptKey(RandomMonth.job(1), 1),
                Component.COMPUTE,
                RandomMonth.WEST,
                AcceleratorModel.NVIDIA_H800,
                "v1",
                "all-day",
                "p",
                LocalDate.of(2025, 3, 1).plusDays(day),
                new DeviceMillis(1_000 * amounts.gross()),
                new HourlyPrice(36_000_000),
                Money.ofFen(amounts.gross()),
                Money.ofFen(amounts.subsidy()),
                Money.ofFen(amounts.gross() - amounts.subsidy()),
                Money.ZERO,
                rate,
                tax);
    }

    private static List<Amounts> unfunded(long... gross) {
        List<Amounts> amounts = new ArrayList<>();
        for (long one : gross) {
            amounts.add(new Amounts(one, 0));
        }
        return amounts;
    }

    private static Invoice issued(String number, InvoiceDraft draft) {
        return new Invoice(number, AT, draft);
    }

    /** Takes the invoice back line by line in this order, a note a step, and returns the notes. */
    private static List<Invoice> credited(Invoice invoice, Rate rate, List<Amounts> amounts, List<Integer> order) {
        List<Amounts> left = new ArrayList<>(amounts);
        List<Invoice> notes = new ArrayList<>();
        for (int index : order) {
            left.set(index, new Amounts(0, 0));
            UsageNotes.of(invoice, notes, draft(rate, left), "credited")
                    .ifPresent(note -> notes.add(issued("ZW-CN-2025-%06d".formatted(notes.size() + 1), note)));
        }
        return notes;
    }

    private static Money sum(List<Invoice> documents, Function<Invoice, Money> amount) {
        return documents.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }

    /** 68.33 + 68.33 + 57.50 + 85.00 = 279.16 at 20 %: VAT 46.53; notes that round for themselves give 11.39 + 11.39 + 9.58 + 14.17. */
    @Test
    void P18_a_full_credit_in_four_notes_takes_back_the_whole_tax() {
        Rate rate = Rate.percent(20);
        List<Amounts> amounts = unfunded(6833, 6833, 5750, 8500);
        Invoice invoice = issued("ZW-2025-000001", draft(rate, amounts));
        assertThat(invoice.tax()).isEqualTo(Money.ofFen(4653));
        List<Invoice> notes = credited(invoice, rate, amounts, List.of(0, 1, 2, 3));
        assertThat(notes).hasSize(4).allMatch(note -> note.kind() == InvoiceKind.CREDIT_NOTE);
        assertThat(sum(notes, Invoice::gross)).isEqualTo(Money.ofFen(-27916));
        assertThat(sum(notes, Invoice::tax)).isEqualTo(Money.ofFen(-4653));
        assertThat(notes).extracting(Invoice::tax).allMatch(Money::isNegative);
    }

    @Test
    void P18_any_split_of_a_full_credit_sums_to_the_invoice() {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rate rate = Rate.percent(List.of(1, 3, 6, 9, 13, 20).get(random.nextInt(6)));
            List<Amounts> amounts = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                long gross = 1 + random.nextLong(20_000);
                amounts.add(new Amounts(gross, random.nextLong(gross + 1)));
            }
            Invoice invoice = issued("ZW-2025-000001", draft(rate, amounts));
            List<Invoice> notes = splits(invoice, rate, amounts, random);
            List<Invoice> all = new ArrayList<>(notes);
            all.add(invoice);
            assertThat(sum(all, Invoice::gross)).as("seed %d gross", seed).isEqualTo(Money.ZERO);
            assertThat(sum(all, Invoice::tax)).as("seed %d tax", seed).isEqualTo(Money.ZERO);
            assertThat(sum(all, Invoice::payableNow))
                    .as("seed %d payable", seed)
                    .isEqualTo(Money.ZERO);
            assertThat(sum(all, Invoice::subsidy)).as("seed %d subsidy", seed).isEqualTo(Money.ZERO);
            assertThat(balances(all).values()).as("seed %d accounts", seed).allMatch(Money::isZero);
        }
    }

    /** Takes random parts of random lines off until nothing is left. */
    private static List<Invoice> splits(Invoice invoice, Rate rate, List<Amounts> amounts, SplittableRandom random) {
        List<Amounts> left = new ArrayList<>(amounts);
        List<Invoice> notes = new ArrayList<>();
        while (left.stream().anyMatch(one -> one.gross() > 0)) {
            int index = random.nextInt(left.size());
            Amounts was = left.get(index);
            long gross = random.nextInt(2) == 0 ? 0 : random.nextLong(was.gross() + 1);
            left.set(index, new Amounts(gross, Math.min(was.subsidy(), random.nextLong(gross + 1))));
            Money taken = Money.ofFen(was.gross() - gross);
            Optional<InvoiceDraft> note = UsageNotes.of(invoice, notes, draft(rate, left), "credited");
            note.ifPresent(draft -> assertThat(draft.gross()).isEqualTo(taken.negated()));
            note.ifPresent(draft -> notes.add(issued("N-%d".formatted(notes.size() + 1), draft)));
        }
        return notes;
    }

    private static SortedMap<String, Money> balances(List<Invoice> documents) {
        SortedMap<String, Money> balances = new TreeMap<>();
        for (Invoice document : documents) {
            for (PostingSet set : InvoicePostings.of(document)) {
                set.postings().forEach(posting -> balances.merge(posting.account(), posting.amount(), Money::plus));
            }
        }
        return balances;
    }

    @Test
    void agreed_credits_lower_gross_and_tax_of_one_line_and_leave_vouchers_and_usage_notes_alone() {
        Rate rate = Rate.percent(6);
        List<Amounts> amounts = List.of(new Amounts(10_600, 5_000), new Amounts(2_120, 0));
        Invoice invoice = issued("ZW-2025-000001", draft(rate, amounts));
        LineKey key = invoice.lines().getFirst().key(invoice.contract());
        List<Invoice> notes = new ArrayList<>();
        for (long fen : List.of(333, 334, 4_933)) {
            Correction why = new Correction(invoice.number(), Correction.Family.AGREED, "dispute D-%d".formatted(fen));
            InvoiceDraft draft = Notes.agreed(invoice, notes, key, Money.ofFen(fen), why);
            assertThat(draft.kind()).isEqualTo(InvoiceKind.CREDIT_NOTE);
            notes.add(issued("ZW-CN-2025-%06d".formatted(fen), draft));
        }
        assertThat(sum(notes, Invoice::gross)).isEqualTo(Money.ofFen(-5_600));
        assertThat(sum(notes, Invoice::payableNow)).isEqualTo(Money.ofFen(-5_600));
        assertThat(sum(notes, Invoice::subsidy)).isEqualTo(Money.ZERO);
        Money left = Vat.contained(Money.ofFen(12_720 - 5_600), rate);
        assertThat(invoice.tax().plus(sum(notes, Invoice::tax))).isEqualTo(left);
        Correction more = new Correction(invoice.number(), Correction.Family.AGREED, "dispute D-9");
        assertThatThrownBy(() -> Notes.agreed(invoice, notes, key, Money.ofFen(1), more))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("payable by now");
        assertThat(UsageNotes.of(invoice, notes, draft(rate, amounts), "nothing changed"))
                .isEmpty();
    }

    @Test
    void what_an_agreed_credit_took_off_is_not_taken_off_again() {
        Rate rate = Rate.percent(6);
        Invoice invoice = issued("ZW-2025-000001", draft(rate, unfunded(10_600, 2_120)));
        LineKey key = invoice.lines().getFirst().key(invoice.contract());
        Correction why = new Correction(invoice.number(), Correction.Family.AGREED, "dispute D-1");
        Invoice agreed = issued("ZW-CN-2025-000001", Notes.agreed(invoice, List.of(), key, Money.ofFen(2_000), why));
        Map<Long, Long> stands = new TreeMap<>(Map.of(0L, 0L, 1_000L, 0L, 5_300L, 3_300L, 20_000L, 18_000L));
        stands.forEach((fresh, left) -> {
            InvoiceDraft anew = draft(rate, unfunded(fresh, 2_120));
            Invoice note = issued(
                    "ZW-CN-2025-000002",
                    UsageNotes.of(invoice, List.of(agreed), anew, "lost work").orElseThrow());
            Standing all = Standing.of(invoice, List.of(agreed, note));
            assertThat(all.gross()).isEqualTo(Money.ofFen(left + 2_120));
            assertThat(sum(List.of(invoice, agreed, note), Invoice::tax))
                    .isEqualTo(Vat.contained(Money.ofFen(left + 2_120), rate));
        });
    }

    /** Nobody pays for a line of nothing: the tenant gets back what a settlement moved to him, the voucher nothing that was not paid. */
    @Test
    void what_was_settled_goes_with_the_line() {
        Rate rate = Rate.percent(6);
        Invoice invoice = issued("ZW-2025-000001", draft(rate, List.of(new Amounts(10_000, 8_000))));
        SortedMap<LineKey, Money> moved = Notes.proRata(invoice, List.of(), Money.ofFen(8_000));
        Correction why = new Correction(invoice.number(), Correction.Family.SETTLEMENT, "claim rejected");
        Invoice settled = issued("ZW-DN-2025-000001", Notes.settlement(invoice, List.of(), VOUCHER, moved, why));
        List<KeptDeduction> kept = MovedApart.of(List.of(settled)).kept(List.of());
        InvoiceDraft nothing = draft(rate, List.of(new Amounts(0, 0)));
        InvoiceDraft note = UsageNotes.of(invoice, List.of(settled), nothing, kept, "lost work")
                .orElseThrow();
        assertThat(note.gross()).isEqualTo(Money.ofFen(-10_000));
        assertThat(note.payableNow()).isEqualTo(Money.ofFen(-10_000));
        assertThat(note.subsidy()).isEqualTo(Money.ZERO);
        assertThat(note.tax()).isEqualTo(invoice.tax().negated());
    }

    @Test
    void a_note_reads_back_to_the_same_bytes_and_an_invoice_has_no_field_of_notes() {
        Rate rate = Rate.percent(6);
        List<Amounts> amounts = List.of(new Amounts(10_600, 5_000), new Amounts(2_120, 0));
        Invoice invoice = issued("ZW-2025-000001", draft(rate, amounts));
        Invoice note = credited(invoice, rate, amounts, List.of(0)).getFirst();
        String json = InvoiceDocument.of(note).json();
        assertThat(InvoiceReader.read(json)).isEqualTo(note);
        assertThat(json)
                .contains("\"corrects\":{\"number\":\"ZW-2025-000001\",\"family\":\"USAGE\",\"cause\":\"credited\"}")
                .contains("\"deviceMillis\":-10600000,");
        assertThat(InvoiceDocument.of(invoice).json()).doesNotContain("corrects");
    }

    @Test
    void what_did_not_change_has_no_note() {
        Rate rate = Rate.percent(6);
        List<Amounts> amounts = List.of(new Amounts(10_600, 5_000), new Amounts(2_120, 0));
        Invoice invoice = issued("ZW-2025-000001", draft(rate, amounts));
        assertThat(UsageNotes.of(invoice, List.of(), draft(rate, amounts), "late usage"))
                .isEmpty();
    }

    @Test
    void a_settlement_moves_debt_and_leaves_gross_and_tax() {
        Rate rate = Rate.percent(6);
        Invoice invoice = issued("ZW-2025-000001", draft(rate, List.of(new Amounts(300, 100), new Amounts(600, 200))));
        SortedMap<LineKey, Money> moved = Notes.proRata(invoice, List.of(), Money.ofFen(100));
        assertThat(moved.values()).containsExactly(Money.ofFen(33), Money.ofFen(67));
        Correction correction =
                new Correction(invoice.number(), Correction.Family.SETTLEMENT, "claim rejected: evidence");
        Invoice note = issued("ZW-DN-2025-000001", Notes.settlement(invoice, List.of(), VOUCHER, moved, correction));
        assertThat(note.kind()).isEqualTo(InvoiceKind.DEBIT_NOTE);
        assertThat(note.gross()).isEqualTo(Money.ZERO);
        assertThat(note.tax()).isEqualTo(Money.ZERO);
        assertThat(note.payableNow()).isEqualTo(Money.ofFen(100));
        assertThat(InvoiceReader.read(InvoiceDocument.of(note).json())).isEqualTo(note);
        LedgerBook books = new LedgerBook();
        InvoicePostings.of(note).forEach(set -> books.append(set, AT.toEpochMilli()));
        assertThat(balances(List.of(note)))
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("AR/t-1", Money.ofFen(100), "AR-GOV/p", Money.ofFen(-100))));
        InvoiceDraft back =
                Notes.settlement(invoice, List.of(note), VOUCHER, Notes.proRata(moved, Money.ofFen(100)), correction);
        assertThat(back.payableNow()).isEqualTo(Money.ofFen(100));
        assertThatThrownBy(() -> Notes.proRata(invoice, List.of(note), Money.ofFen(201)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2.00");
    }

    @Test
    void an_invoice_with_a_negative_line_and_a_note_of_the_wrong_kind_are_refused() {
        Rate rate = Rate.percent(6);
        List<Amounts> amounts = unfunded(1_000);
        InvoiceDraft note = credited(issued("ZW-2025-000001", draft(rate, amounts)), rate, amounts, List.of(0))
                .getFirst()
                .content();
        assertThatThrownBy(() -> as(note, InvoiceKind.DEBIT_NOTE, note.corrects()))
                .hasMessageContaining("as CREDIT_NOTE, not as DEBIT_NOTE");
        assertThatThrownBy(() -> as(note, InvoiceKind.INVOICE, Optional.empty()))
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> as(note, InvoiceKind.CREDIT_NOTE, Optional.empty()))
                .hasMessageContaining("names no invoice");
        Correction settling = new Correction("ZW-2025-000001", Correction.Family.SETTLEMENT, "rejected");
        assertThatThrownBy(() -> as(note, InvoiceKind.CREDIT_NOTE, Optional.of(settling)))
                .hasMessageContaining("changes the gross");
    }

    private static InvoiceDraft as(InvoiceDraft draft, InvoiceKind kind, Optional<Correction> corrects) {
        return new InvoiceDraft(
                kind,
                draft.seller(),
                draft.buyer(),
                draft.contract(),
                draft.period(),
                draft.lines(),
                draft.vat(),
                draft.voucherPayments(),
                draft.expectedLater(),
                draft.notConfirmed(),
                draft.journal(),
                corrects);
    }
}
