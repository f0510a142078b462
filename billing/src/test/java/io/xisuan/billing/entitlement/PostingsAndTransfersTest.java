package io.xisuan.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What is posted once, what is undone, and what moves between years. */
class PostingsAndTransfersTest {
    private static final ProgrammeId PROGRAMME = new ProgrammeId("p");
    private static final AccountId VOUCHER = AccountId.voucher(PROGRAMME, new VoucherId("v1"));
    private static final AccountId OTHER = AccountId.voucher(PROGRAMME, new VoucherId("v2"));
    private static final AccountId CAP = AccountId.cap(PROGRAMME, new TenantId("t"), 2025);
    private static final AccountId POOL = AccountId.pool(PROGRAMME, 2025);
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    private final EntitlementBook book = new EntitlementBook();

    PostingsAndTransfersTest() {
        open(VOUCHER, 1_000);
        open(OTHER, 1_000);
        open(CAP, 1_200);
        open(POOL, 5_000);
    }

    @Test
    void a_line_has_one_posting_for_a_day_and_what_was_undone_is_posted_under_an_id_of_its_own() {
        place("1", 400, VOUCHER, CAP, POOL);
        post("p", "1", 150);
        EntitlementBook stored = book.copy();
        Command.Post same = new Command.Post("p", id("1"), 0, DAY, Money.ofFen(150));
        assertThat(stored.apply(same).done()).isTrue();
        assertThat(reason(stored.apply(new Command.Post("late", id("1"), 0, DAY, Money.ofFen(150)))))
                .as("another posting of the same amount is not taken for the first")
                .isEqualTo(RefusalReason.COMMAND_REUSED);
        stored.apply(new Command.Unpost("u", id("1"), Money.ofFen(150)));
        assertThat(reason(stored.apply(same))).isEqualTo(RefusalReason.COMMAND_REUSED);
        assertThat(stored.apply(new Command.Post("p again", id("1"), 0, DAY, Money.ofFen(150)))
                        .done())
                .isTrue();
        assertThat(stored.account(VOUCHER).orElseThrow().posted()).isEqualTo(Money.ofFen(150));
    }

    @Test
    void money_moves_to_another_year_of_the_same_balances_and_never_past_one_of_them() {
        AccountId otherFirm = AccountId.cap(PROGRAMME, new TenantId("t2"), 2025);
        open(otherFirm, 1_000);
        place("1", 400, VOUCHER, CAP, POOL);
        post("p", "1", 150);
        SortedMap<AccountId, Account> before = book.accounts();
        for (List<AccountId> legs : List.of(
                List.of(VOUCHER),
                List.of(VOUCHER, CAP),
                List.of(VOUCHER, POOL, CAP),
                List.of(VOUCHER, otherFirm, POOL))) {
            for (Optional<LocalDate> day : List.of(Optional.of(DAY), Optional.<LocalDate>empty())) {
                assertThat(reason(book.apply(
                                new Command.Transfer("m" + legs + day, id("1"), 0, day, legs, Money.ofFen(100)))))
                        .as("%s %s", legs, day)
                        .isEqualTo(RefusalReason.OTHER_VOUCHER);
            }
        }
        assertThat(book.accounts()).isEqualTo(before);
    }

    @Test
    void a_posted_amount_moves_to_the_year_of_its_claim_where_there_is_room() {
        AccountId next = AccountId.cap(PROGRAMME, new TenantId("t"), 2026);
        open(next, 120);
        place("1", 400, VOUCHER, CAP, POOL);
        post("p", "1", 150);
        book.apply(new Command.Resolve("r", id("1")));
        Account voucher = account(VOUCHER);
        Optional<LocalDate> day = Optional.of(DAY);
        assertThat(reason(book.apply(
                        new Command.Transfer("m1", id("1"), 0, day, List.of(VOUCHER, next, POOL), Money.ofFen(121)))))
                .isEqualTo(RefusalReason.INSUFFICIENT_CAP);
        assertThat(book.apply(new Command.Transfer(
                                "m2", id("1"), 0, day, List.of(VOUCHER, next, POOL), Money.ofFen(120)))
                        .done())
                .isTrue();
        assertThat(account(CAP).posted()).isEqualTo(Money.ofFen(30));
        assertThat(account(next).posted()).isEqualTo(Money.ofFen(120));
        assertThat(account(VOUCHER)).isEqualTo(voucher);
        assertThat(book.hold(id("1")).orElseThrow().posted()).isEqualTo(Money.ofFen(150));
        assertThat(reason(book.apply(
                        new Command.Transfer("m3", id("1"), 0, day, List.of(OTHER, next, POOL), Money.ofFen(1)))))
                .isEqualTo(RefusalReason.OTHER_VOUCHER);
    }

    @Test
    void a_held_amount_moves_to_another_year_and_is_posted_there() {
        AccountId next = AccountId.cap(PROGRAMME, new TenantId("t"), 2026);
        open(next, 120);
        place("1", 1_000, VOUCHER, CAP, POOL);
        assertThat(book.apply(new Command.Transfer(
                                "m", id("1"), 0, Optional.empty(), List.of(VOUCHER, next, POOL), Money.ofFen(120)))
                        .done())
                .as("the voucher has nothing free and does not stand in the way")
                .isTrue();
        assertThat(account(CAP).pending()).isEqualTo(Money.ofFen(880));
        assertThat(account(next).pending()).isEqualTo(Money.ofFen(120));
        assertThat(account(VOUCHER).pending()).isEqualTo(Money.ofFen(1_000));
        assertThat(book.apply(new Command.Post("p", id("1"), 1, DAY, Money.ofFen(120)))
                        .done())
                .isTrue();
    }

    private void open(AccountId account, long fen) {
        book.apply(new Command.Open("open " + account, account, Authority.OURS, Money.ofFen(fen)));
    }

    private Answer place(String job, long fen, AccountId... legs) {
        LineRequest line = new LineRequest(List.of(legs), Money.ofFen(fen));
        return book.apply(new Command.Place("place " + job, owner(job), "q", List.of(line), 100));
    }

    private Answer post(String command, String job, long fen) {
        return book.apply(new Command.Post(command, id(job), 0, DAY, Money.ofFen(fen)));
    }

    private Account account(AccountId id) {
        return book.account(id).orElseThrow();
    }

    private static HoldOwner owner(String job) {
        return new HoldOwner(new SupplierId("s"), job, 1);
    }

    private static String id(String job) {
        return owner(job).holdId();
    }

    private static RefusalReason reason(Answer answer) {
        return ((Refused) answer).reason();
    }
}
