package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Usage that is corrected after settlements and agreed credits. */
class MovedApartTest {
    private static final int HISTORIES = 60;

    /** Settles and credits random parts of the lines of the first contract's invoice. */
    private static void settleAndCredit(ReratedMonth month, SplittableRandom random) {
        Invoice invoice = month.documents.stream()
                .filter(one -> one.contract().equals(RandomMonth.ONE))
                .findFirst()
                .orElseThrow();
        List<Invoice> notes = new ArrayList<>();
        SortedMap<LineKey, Money> moved = new TreeMap<>();
        Standing.of(invoice, notes).lines().forEach((key, line) -> {
            Money part = part(line.subsidy(), random);
            if (part.isPositive()) {
                moved.put(key, part);
            }
        });
        if (!moved.isEmpty()) {
            Correction rejected = new Correction(invoice.number(), Correction.Family.SETTLEMENT, "claim rejected");
            VoucherPayment voucher = invoice.voucherPayments().getFirst();
            notes.add(issued("S", month, Notes.settlement(invoice, notes, voucher, moved, rejected)));
        }
        Standing.of(invoice, notes).lines().forEach((key, line) -> {
            Money part = part(line.customer(), random);
            if (part.isPositive()) {
                Correction upheld =
                        new Correction(invoice.number(), Correction.Family.AGREED, "dispute " + notes.size());
                notes.add(issued("A-" + notes.size(), month, Notes.agreed(invoice, notes, key, part, upheld)));
            }
        });
    }

    /** Nothing, all, or something between. */
    private static Money part(Money of, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> of;
            case 1 -> Money.ofFen(random.nextLong(of.fen() + 1));
            default -> Money.ZERO;
        };
    }

    private static Invoice issued(String number, ReratedMonth month, InvoiceDraft draft) {
        Invoice note = new Invoice(number, month.documents.getFirst().issuedAt(), draft);
        month.documents.add(note);
        return note;
    }

    private static void assertStands(ReratedMonth month, String what) {
        Standing stands = month.standing();
        stands.lines()
                .forEach((key, line) -> assertThat(List.of(line.gross(), line.subsidy(), line.customer()))
                        .as("%s, %s", what, key)
                        .noneMatch(Money::isNegative));
        stands.lines().values().stream()
                .filter(line -> line.deviceMillis() == 0)
                .forEach(
                        line -> assertThat(line.equals(line.nothing())).as(what).isTrue());
        assertThat(stands.payments().values())
                .as(what)
                .noneMatch(one -> one.amount().isNegative());
        stands.vat()
                .forEach((rate, vat) -> assertThat(vat.tax()
                                .minus(Vat.contained(vat.gross(), rate))
                                .fen())
                        .as("%s, contracts round apart", what)
                        .isBetween(-1L, 1L));
        Money posted = month.book.holds().values().stream().map(Hold::posted).reduce(Money.ZERO, Money::plus);
        Money deducted = month.documents.stream()
                .filter(document -> document.corrects()
                        .filter(one -> one.family() == Correction.Family.SETTLEMENT)
                        .isEmpty())
                .map(Invoice::subsidy)
                .reduce(Money.ZERO, Money::plus);
        assertThat(posted).as(what).isEqualTo(deducted);
    }

    /** Each is computed from what is issued: two families of notes on one invoice never go out together. */
    @Test
    void a_run_has_one_family_of_notes_on_an_invoice() {
        ReratedMonth month = new ReratedMonth(new SplittableRandom(1), true);
        month.record(List.of(RandomMonth.usage(2, 0, BillingPeriod.day(LocalDate.of(2025, 3, 9)))));
        month.issue(true);
        Invoice invoice = month.documents.getFirst();
        LineKey key = invoice.lines().getFirst().key(invoice.contract());
        Correction upheld = new Correction(invoice.number(), Correction.Family.AGREED, "dispute D-1");
        InvoiceDraft agreed = Notes.agreed(invoice, List.of(), key, Money.ofFen(100), upheld);
        month.record(List.of(RandomMonth.usage(2, 1, BillingPeriod.day(LocalDate.of(2025, 3, 9)))));
        InvoiceDraft usage = month.rerated().drafts().getFirst();
        NoteRun run = NoteRun.of(List.of(usage, agreed));
        assertThat(run.drafts()).containsExactly(usage);
        assertThat(run.remark()).contains(invoice.number()).contains("draft again");
        NoteRun alone = NoteRun.of(List.of(agreed));
        assertThat(alone.drafts()).containsExactly(agreed);
        assertThat(alone.remark()).isEmpty();
    }

    @Test
    void P15_settled_and_agreed_amounts_stand_apart_and_no_line_falls_below_nothing() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            String what = "seed %d".formatted(seed);
            SplittableRandom random = new SplittableRandom(seed);
            ReratedMonth month = new ReratedMonth(random, true);
            month.record(RandomMonth.usage(random));
            month.issue(random.nextBoolean());
            settleAndCredit(month, random);
            assertThat(month.rerated().drafts()).as(what).isEmpty();
            Standing before = month.standing();
            List<PartInput.Recorded> all = List.copyOf(month.journal);
            month.journal.removeIf(one -> random.nextInt(3) > 0);
            assertThat(month.note()).as(what).isNotEmpty();
            assertStands(month, what);
            assertThat(month.rerated().drafts()).as(what).isEmpty();
            month.journal.clear();
            month.journal.addAll(all);
            month.note();
            assertStands(month, what);
            assertThat(month.standing().lines()).as(what).isEqualTo(before.lines());
            assertThat(month.standing().vat()).as(what).isEqualTo(before.vat());
        }
    }

    /** Where balances bind, what is kept of a settled line is no other line's money. */
    @Test
    void scarce_money_is_not_given_twice() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            String what = "seed %d".formatted(seed);
            SplittableRandom random = new SplittableRandom(seed);
            ReratedMonth month = new ReratedMonth(random, false);
            month.record(RandomMonth.usage(random));
            month.issue(random.nextBoolean());
            settleAndCredit(month, random);
            month.journal.removeIf(one -> random.nextInt(3) > 0);
            month.record(RandomMonth.usage(random));
            month.note();
            assertStands(month, what);
            assertThat(month.rerated().drafts()).as(what).isEmpty();
        }
    }
}
