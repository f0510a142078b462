package io.xisuan.billing.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.MoneyMovement.Kind;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.OpenItems.Document;
import io.xisuan.billing.receivable.OpenItems.NoteEffect;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenItemsTest {
    private static final TenantId TENANT = new TenantId("t-1");
    private static final LocalDate ISSUED = LocalDate.parse("2026-03-03");
    private static final LocalDate LAST = ISSUED.plusDays(30);
    private static final Recorded RECORDED = new Recorded(LAST, "clerk", 7);

    private static Document invoice(String number, long fen) {
        return new Document(number, new SupplierId("s"), TENANT, new ContractId("c"), ISSUED, Money.ofFen(fen));
    }

    private static MoneyMovement moved(Kind kind, String invoice, long fen) {
        return new MoneyMovement(1, TENANT, kind, Money.ofFen(fen), "r", invoice, 0, 0, RECORDED);
    }

    private static Dispute dispute(Dispute.State state, long fen) {
        return new Dispute(1, TENANT, "A-1", 1, Money.ofFen(fen), "wrong model", state, RECORDED);
    }

    private static OpenItem item(List<NoteEffect> notes, List<MoneyMovement> moved, List<Dispute> disputes) {
        return OpenItems.of(List.of(invoice("A-1", 10_000)), notes, moved, disputes, tenant -> OptionalInt.of(30))
                .getFirst();
    }

    @Test
    void a_state_follows_from_money_and_the_day() {
        OpenItem fresh = item(List.of(), List.of(), List.of());
        assertThat(fresh.state(LAST)).isEqualTo(ItemState.ISSUED);
        assertThat(fresh.state(LAST.plusDays(1))).isEqualTo(ItemState.OVERDUE);
        OpenItem part = item(List.of(), List.of(moved(Kind.APPLY, "A-1", 4_000)), List.of());
        assertThat(part.open()).isEqualTo(Money.ofFen(6_000));
        assertThat(part.state(LAST)).isEqualTo(ItemState.PART_PAID);
        assertThat(part.state(LAST.plusDays(1))).isEqualTo(ItemState.OVERDUE);
        OpenItem paid = item(List.of(), List.of(moved(Kind.APPLY, "A-1", 10_000)), List.of());
        assertThat(paid.state(LAST.plusDays(100))).isEqualTo(ItemState.PAID);
        OpenItem bounced = item(
                List.of(), List.of(moved(Kind.APPLY, "A-1", 10_000), moved(Kind.RELEASE, "A-1", 10_000)), List.of());
        assertThat(bounced.state(LAST)).isEqualTo(ItemState.ISSUED);
        OpenItem given = item(
                List.of(), List.of(moved(Kind.APPLY, "A-1", 4_000), moved(Kind.WRITE_OFF, "A-1", 6_000)), List.of());
        assertThat(given.state(LAST.plusDays(1))).isEqualTo(ItemState.WRITTEN_OFF);
    }

    @Test
    void a_note_changes_what_is_open() {
        OpenItem credited = item(
                List.of(
                        new NoteEffect("CN-1", "A-1", ISSUED, Money.ofFen(-3_000)),
                        new NoteEffect("CN-1", "A-1", ISSUED, Money.ofFen(-7_000))),
                List.of(),
                List.of());
        assertThat(credited.state(LAST)).isEqualTo(ItemState.PAID);
        OpenItem tooMuch = item(
                List.of(new NoteEffect("CN-1", "A-1", ISSUED, Money.ofFen(-3_000))),
                List.of(moved(Kind.APPLY, "A-1", 10_000)),
                List.of());
        assertThat(tooMuch.open()).isEqualTo(Money.ofFen(-3_000));
        assertThat(tooMuch.due()).isEqualTo(Money.ZERO);
    }

    @Test
    void a_debit_note_falls_due_by_its_own_date_once_the_invoice_is_paid() {
        LocalDate noted = LAST.plusDays(100);
        List<NoteEffect> debit = List.of(new NoteEffect("DN-1", "A-1", noted, Money.ofFen(2_000)));
        OpenItem paid = item(debit, List.of(moved(Kind.APPLY, "A-1", 10_000)), List.of());
        assertThat(paid.due()).isEqualTo(Money.ofFen(2_000));
        assertThat(paid.state(noted.plusDays(30))).isEqualTo(ItemState.PART_PAID);
        assertThat(paid.state(noted.plusDays(31))).isEqualTo(ItemState.OVERDUE);
        OpenItem unpaid = item(debit, List.of(moved(Kind.APPLY, "A-1", 9_999)), List.of());
        assertThat(unpaid.state(noted)).isEqualTo(ItemState.OVERDUE);
        OpenItem two = item(
                List.of(debit.getFirst(), new NoteEffect("DN-2", "A-1", noted.plusDays(50), Money.ofFen(500))),
                List.of(moved(Kind.APPLY, "A-1", 12_000)),
                List.of());
        assertThat(two.state(noted.plusDays(80))).isEqualTo(ItemState.PART_PAID);
        assertThat(two.state(noted.plusDays(81))).isEqualTo(ItemState.OVERDUE);
    }

    @Test
    void a_disputed_part_is_not_asked_for_and_the_rest_is() {
        OpenItem item = item(List.of(), List.of(), List.of(dispute(Dispute.State.OPEN, 4_000)));
        assertThat(item.due()).isEqualTo(Money.ofFen(6_000));
        assertThat(Reminder.due(List.of(item), LAST.plusDays(1)))
                .singleElement()
                .satisfies(reminder -> assertThat(reminder.due()).isEqualTo(Money.ofFen(6_000)));
        OpenItem whole = item(List.of(), List.of(), List.of(dispute(Dispute.State.UPHELD, 10_000)));
        assertThat(Reminder.due(List.of(whole), LAST.plusDays(100))).isEmpty();
        assertThat(whole.state(LAST.plusDays(100))).isEqualTo(ItemState.ISSUED);
        OpenItem rejected = item(List.of(), List.of(), List.of(dispute(Dispute.State.REJECTED, 10_000)));
        assertThat(rejected.state(LAST.plusDays(1))).isEqualTo(ItemState.OVERDUE);
    }

    @Test
    void ages_and_reminders_change_on_their_days() {
        OpenItem item = item(List.of(), List.of(), List.of());
        record Case(int days, int bucket, String level) {}
        for (Case one : List.of(
                new Case(0, 0, ""),
                new Case(1, 1, "FIRST"),
                new Case(30, 1, "FIRST"),
                new Case(31, 2, "SECOND"),
                new Case(60, 2, "SECOND"),
                new Case(61, 3, "LAST"),
                new Case(90, 3, "LAST"),
                new Case(91, 4, "LAST"))) {
            LocalDate today = LAST.plusDays(one.days());
            Ageing row = Ageing.of(List.of(item), today).getFirst();
            assertThat(List.of(row.current(), row.upTo30(), row.upTo60(), row.upTo90(), row.over90())
                            .get(one.bucket()))
                    .as("%d days", one.days())
                    .isEqualTo(Money.ofFen(10_000));
            assertThat(row.total()).isEqualTo(Money.ofFen(10_000));
            assertThat(Reminder.due(List.of(item), today).stream()
                            .map(reminder -> reminder.level().name())
                            .findFirst()
                            .orElse(""))
                    .as("%d days", one.days())
                    .isEqualTo(one.level());
        }
    }

    @Test
    void without_agreed_days_nothing_is_late() {
        OpenItem item = OpenItems.of(
                        List.of(invoice("A-1", 5)), List.of(), List.of(), List.of(), tenant -> OptionalInt.empty())
                .getFirst();
        assertThat(item.state(LAST.plusYears(3))).isEqualTo(ItemState.ISSUED);
        assertThat(Ageing.of(List.of(item), LAST.plusYears(3)).getFirst().current())
                .isEqualTo(Money.ofFen(5));
    }

    @Test
    void money_pays_the_oldest_first_and_never_more_than_is_due() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            List<OpenItem> items = new ArrayList<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                items.add(OpenItems.of(
                                List.of(new Document(
                                        "A-" + i,
                                        new SupplierId("s"),
                                        TENANT,
                                        new ContractId("c"),
                                        ISSUED.plusDays(random.nextInt(3)),
                                        Money.ofFen(random.nextLong(50)))),
                                List.of(),
                                List.of(),
                                List.of(),
                                tenant -> OptionalInt.empty())
                        .getFirst());
            }
            Money money = Money.ofFen(1 + random.nextLong(120));
            List<Allocation> proposed = Allocation.oldestFirst(items, money);
            Money sum = proposed.stream().map(Allocation::amount).reduce(Money.ZERO, Money::plus);
            Money due = items.stream().map(OpenItem::due).reduce(Money.ZERO, Money::plus);
            assertThat(sum).as("seed 5, round %d", round).isEqualTo(money.min(due));
            assertThat(proposed)
                    .allSatisfy(one -> assertThat(items).anySatisfy(item -> {
                        assertThat(item.number()).isEqualTo(one.invoice());
                        assertThat(one.amount()).isLessThanOrEqualTo(item.due());
                    }));
        }
    }
}
