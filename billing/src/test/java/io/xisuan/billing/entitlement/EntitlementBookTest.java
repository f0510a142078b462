package io.xisuan.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntitlementBookTest {
    private static final ProgrammeId PROGRAMME = new ProgrammeId("p");
    private static final AccountId VOUCHER = AccountId.voucher(PROGRAMME, new VoucherId("v1"));
    private static final AccountId OTHER = AccountId.voucher(PROGRAMME, new VoucherId("v2"));
    private static final AccountId CAP = AccountId.cap(PROGRAMME, new TenantId("t"), 2025);
    private static final AccountId POOL = AccountId.pool(PROGRAMME, 2025);
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    private final EntitlementBook book = new EntitlementBook();

    EntitlementBookTest() {
        open(VOUCHER, 1_000);
        open(OTHER, 1_000);
        open(CAP, 1_200);
        open(POOL, 5_000);
    }

    @Test
    void a_hold_is_posted_and_the_rest_goes_back() {
        place("1", 400, VOUCHER, CAP, POOL);
        post("p1", "1", 150);
        assertThat(account(VOUCHER).free()).isEqualTo(Money.ofFen(600));
        assertThat(account(VOUCHER).posted()).isEqualTo(Money.ofFen(150));
        assertThat(book.apply(new Command.Resolve("r", id("1"))).done()).isTrue();
        for (AccountId account : List.of(VOUCHER, CAP, POOL)) {
            assertThat(account(account).pending()).isEqualTo(Money.ZERO);
            assertThat(account(account).posted()).isEqualTo(Money.ofFen(150));
        }
        assertThat(reason(book.apply(new Command.Resolve("r2", id("1"))))).isEqualTo(RefusalReason.HOLD_RESOLVED);
        assertThat(reason(book.apply(new Command.Post("p2", id("1"), 0, DAY.plusDays(1), Money.ofFen(1)))))
                .isEqualTo(RefusalReason.HOLD_RESOLVED);
    }

    @Test
    void what_an_ended_job_does_not_need_goes_back_at_once() {
        place("1", 400, VOUCHER, CAP, POOL);
        assertThat(book.apply(new Command.Trim("t", id("1"), 0, Money.ofFen(150)))
                        .done())
                .isTrue();
        assertThat(account(VOUCHER).free()).isEqualTo(Money.ofFen(850));
        assertThat(reason(post("p1", "1", 151))).isEqualTo(RefusalReason.OVER_HELD);
        assertThat(post("p2", "1", 150).done()).isTrue();
        assertThat(book.apply(new Command.Trim("t2", id("1"), 0, Money.ofFen(9_999)))
                        .done())
                .isTrue();
        assertThat(reason(book.apply(new Command.Trim("t3", id("1"), 1, Money.ZERO))))
                .isEqualTo(RefusalReason.UNKNOWN_LINE);
        assertThat(account(CAP).posted()).isEqualTo(Money.ofFen(150));
        assertThat(account(CAP).pending()).isEqualTo(Money.ZERO);
    }

    @Test
    void a_hold_takes_voucher_cap_and_pool_or_nothing() {
        place("1", 900, VOUCHER, CAP, POOL);
        SortedMap<AccountId, Account> before = book.accounts();
        assertThat(reason(place("2", 400, OTHER, CAP, POOL))).isEqualTo(RefusalReason.INSUFFICIENT_CAP);
        assertThat(reason(place("3", 200, VOUCHER, CAP, POOL))).isEqualTo(RefusalReason.INSUFFICIENT_VOUCHER);
        assertThat(book.accounts()).isEqualTo(before);
        assertThat(book.holds()).hasSize(1);
    }

    @Test
    void a_repeated_command_gets_its_first_answer_and_other_content_is_refused() {
        Answer first = place("1", 400, VOUCHER, CAP, POOL);
        SortedMap<AccountId, Account> before = book.accounts();
        assertThat(place("1", 400, VOUCHER, CAP, POOL)).isEqualTo(first);
        assertThat(reason(place("1", 401, VOUCHER, CAP, POOL))).isEqualTo(RefusalReason.COMMAND_REUSED);
        assertThat(book.accounts()).isEqualTo(before);
    }

    @Test
    void posting_more_than_is_held_is_refused_and_an_extension_allows_it() {
        place("1", 400, VOUCHER, CAP, POOL);
        assertThat(reason(post("p1", "1", 401))).isEqualTo(RefusalReason.OVER_HELD);
        LineRequest more = new LineRequest(List.of(VOUCHER, CAP, POOL), Money.ofFen(100));
        assertThat(book.apply(new Command.Extend("e", id("1"), List.of(more))).done())
                .isTrue();
        assertThat(book.apply(new Command.Post("p2", id("1"), 1, DAY, Money.ofFen(100)))
                        .done())
                .isTrue();
    }

    @Test
    void only_a_hold_that_never_started_lapses() {
        place("1", 400, VOUCHER, CAP, POOL);
        assertThat(reason(book.apply(new Command.Lapse("l1", id("1"), 99)))).isEqualTo(RefusalReason.HOLD_NOT_EXPIRED);
        book.apply(new Command.Activate("a", id("1")));
        assertThat(reason(book.apply(new Command.Lapse("l2", id("1"), 200)))).isEqualTo(RefusalReason.HOLD_NOT_EXPIRED);
        place("2", 100, OTHER, CAP, POOL);
        assertThat(book.apply(new Command.Lapse("l3", id("2"), 100)).done()).isTrue();
        assertThat(account(OTHER).free()).isEqualTo(Money.ofFen(1_000));
    }

    @Test
    void a_lowered_limit_takes_what_is_free_and_releases_fill_the_rest() {
        place("1", 400, VOUCHER, CAP, POOL);
        assertThat(reason(book.apply(new Command.Revoke("r1", VOUCHER, Money.ofFen(601)))))
                .isEqualTo(RefusalReason.NOT_FREE);
        assertThat(book.apply(new Command.Regrant("g", VOUCHER, Money.ofFen(300)))
                        .done())
                .isTrue();
        assertThat(account(VOUCHER).free()).isEqualTo(Money.ZERO);
        assertThat(account(VOUCHER).deficit()).isEqualTo(Money.ofFen(100));
        assertThat(account(VOUCHER).remaining())
                .as("what is held may be posted")
                .isEqualTo(Money.ofFen(400));
        book.apply(new Command.Trim("t1", id("1"), 0, Money.ofFen(330)));
        assertThat(account(VOUCHER).deficit()).isEqualTo(Money.ofFen(30));
        book.apply(new Command.Trim("t2", id("1"), 0, Money.ofFen(200)));
        assertThat(account(VOUCHER).deficit()).isEqualTo(Money.ZERO);
        assertThat(account(VOUCHER).free()).isEqualTo(Money.ofFen(100));
    }

    @Test
    void a_balance_expires_once_no_hold_is_open_and_late_use_opens_it_until_the_claim_ends() {
        place("1", 400, VOUCHER, CAP, POOL);
        Refused open = (Refused) book.apply(new Command.Expire("x1", VOUCHER, 900));
        assertThat(open.reason()).isEqualTo(RefusalReason.HOLDS_OPEN);
        assertThat(open.detail()).contains("VOUCHER/p/v1", "4.00 CNY", "6.00 CNY");
        post("p", "1", 150);
        book.apply(new Command.Resolve("r", id("1")));
        assertThat(book.apply(new Command.Expire("x2", VOUCHER, 900)).done()).isTrue();
        assertThat(account(VOUCHER).expired()).isEqualTo(Money.ofFen(850));
        assertThat(reason(place("2", 1, VOUCHER, CAP, POOL))).isEqualTo(RefusalReason.INSUFFICIENT_VOUCHER);
        assertThat(reason(book.apply(new Command.Reopen("o1", VOUCHER, Money.ofFen(100), 900))))
                .isEqualTo(RefusalReason.CLAIM_PERIOD_OVER);
        assertThat(reason(book.apply(new Command.Reopen("o2", VOUCHER, Money.ofFen(851), 899))))
                .isEqualTo(RefusalReason.NOT_EXPIRED);
        assertThat(book.apply(new Command.Reopen("o3", VOUCHER, Money.ofFen(100), 899))
                        .done())
                .isTrue();
        assertThat(place("3", 100, VOUCHER, CAP, POOL).done()).isTrue();
    }

    @Test
    void what_is_opened_again_fills_a_deficit_first() {
        book.apply(new Command.Expire("e", VOUCHER, 1_000));
        book.apply(new Command.Declare("d", VOUCHER, Money.ofFen(50), DAY, "letter"));
        assertThat(account(VOUCHER).deficit()).isEqualTo(Money.ofFen(50));
        assertThat(book.apply(new Command.Reopen("o", VOUCHER, Money.ofFen(30), 10))
                        .done())
                .isTrue();
        assertThat(account(VOUCHER).deficit()).isEqualTo(Money.ofFen(20));
        assertThat(account(VOUCHER).free()).isEqualTo(Money.ZERO);
        assertThat(book.apply(new Command.Reopen("o2", VOUCHER, Money.ofFen(30), 10))
                        .done())
                .isTrue();
        assertThat(account(VOUCHER).free()).isEqualTo(Money.ofFen(10));
    }

    @Test
    void nobody_grants_less_than_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Open("n", POOL, Authority.OURS, Money.ofFen(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Regrant("n", POOL, Money.ofFen(-1)));
    }

    @Test
    void use_elsewhere_takes_what_is_free_and_a_later_word_replaces_it() {
        place("1", 400, VOUCHER, CAP, POOL);
        LocalDate june = LocalDate.of(2025, 6, 30);
        assertThat(book.apply(new Command.Declare("d1", CAP, Money.ofFen(900), june, "letter 7"))
                        .done())
                .isTrue();
        assertThat(account(CAP).free()).isEqualTo(Money.ZERO);
        assertThat(account(CAP).deficit()).isEqualTo(Money.ofFen(100));
        assertThat(reason(place("2", 1, VOUCHER, CAP, POOL))).isEqualTo(RefusalReason.INSUFFICIENT_CAP);
        assertThat(book.apply(new Command.Declare("d2", CAP, Money.ofFen(900), june, "letter 7"))
                        .done())
                .isTrue();
        assertThat(reason(book.apply(new Command.Declare("d3", CAP, Money.ofFen(800), june, "letter 7"))))
                .isEqualTo(RefusalReason.COMMAND_REUSED);
        assertThat(reason(book.apply(new Command.Declare("d4", CAP, Money.ofFen(1), june.minusDays(1), "letter 7"))))
                .isEqualTo(RefusalReason.SUPERSEDED);
        book.apply(new Command.Declare("d5", CAP, Money.ofFen(50), june, "platform"));
        book.apply(new Command.Declare("d6", CAP, Money.ofFen(500), june.plusDays(1), "letter 7"));
        assertThat(account(CAP).declared()).isEqualTo(Money.ofFen(550));
        assertThat(account(CAP).free()).isEqualTo(Money.ofFen(250));
    }

    @Test
    void what_was_posted_is_not_voided_and_a_hold_that_never_posted_is() {
        place("1", 400, VOUCHER, CAP, POOL);
        post("p", "1", 150);
        assertThat(reason(book.apply(new Command.VoidHold("v1", id("1"))))).isEqualTo(RefusalReason.ALREADY_POSTED);
        place("2", 100, OTHER, CAP, POOL);
        assertThat(book.apply(new Command.VoidHold("v2", id("2"))).done()).isTrue();
        assertThat(account(OTHER).free()).isEqualTo(Money.ofFen(1_000));
    }

    @Test
    void a_rolling_cap_bounds_every_window_that_contains_the_day() {
        TenantId tenant = new TenantId("t");
        List<AccountId> days = new ArrayList<>();
        for (String day : List.of("2024-03-14", "2024-03-15", "2025-03-14", "2025-03-15", "2026-03-13")) {
            days.add(AccountId.rollingCap(PROGRAMME, tenant, LocalDate.parse(day), 12));
            open(days.getLast(), 100);
        }
        assertThat(place("1", 60, VOUCHER, days.get(0), POOL).done()).isTrue();
        assertThat(reason(place("2", 50, VOUCHER, days.get(1), POOL))).isEqualTo(RefusalReason.INSUFFICIENT_CAP);
        assertThat(place("3", 40, VOUCHER, days.get(1), POOL).done()).isTrue();
        assertThat(place("4", 60, VOUCHER, days.get(2), POOL).done())
                .as("a year after the first day, the first day counts no more")
                .isTrue();
        assertThat(reason(place("5", 1, VOUCHER, days.get(2), POOL))).isEqualTo(RefusalReason.INSUFFICIENT_CAP);
        assertThat(place("6", 40, VOUCHER, days.get(3), POOL).done()).isTrue();
        assertThat(reason(place("7", 1, VOUCHER, days.get(4), POOL)))
                .as("the window from 2025-03-14 on is full though the day itself is not")
                .isEqualTo(RefusalReason.INSUFFICIENT_CAP);
    }

    @Test
    void ids_begin_with_the_time_of_planning_and_an_attempt_has_one_open_hold() {
        HoldOwner early = new HoldOwner(new SupplierId("s"), "z", 1, 1_700_000_000_000L);
        HoldOwner late = new HoldOwner(new SupplierId("s"), "a", 1, 1_700_000_000_001L);
        assertThat(early.holdId()).hasSize(64).isLessThan(late.holdId());
        LineRequest line = new LineRequest(List.of(VOUCHER), Money.ofFen(10));
        assertThat(book.apply(new Command.Place("1", early, "", List.of(line), 9))
                        .done())
                .isTrue();
        HoldOwner again = new HoldOwner(new SupplierId("s"), "z", 1, 1_700_000_009_000L);
        assertThat(reason(book.apply(new Command.Place("2", again, "", List.of(line), 9))))
                .isEqualTo(RefusalReason.HOLD_EXISTS);
        assertThat(book.hold(again.timeless()).orElseThrow().owner()).isEqualTo(early);
    }

    @Test
    void no_interleaving_overdraws_a_balance_or_loses_a_fen() {
        for (long seed = 0; seed < 60; seed++) {
            EntitlementBook random = new EntitlementBook();
            SplittableRandom source = new SplittableRandom(seed);
            List<Command> sent = new ArrayList<>();
            for (AccountId account : List.of(VOUCHER, OTHER, CAP, POOL)) {
                sent.add(new Command.Open("o" + account, account, Authority.OURS, Money.ofFen(source.nextLong(2_000))));
            }
            sent.forEach(random::apply);
            for (int step = 0; step < 400; step++) {
                Command command = source.nextInt(8) == 0 ? sent.get(source.nextInt(sent.size())) : next(source, step);
                sent.add(command);
                random.apply(command);
                assertBalanced(random, "seed %d step %d %s".formatted(seed, step, command));
            }
        }
    }

    @Test
    void the_same_commands_twice_over_leave_the_same_state() {
        SplittableRandom source = new SplittableRandom(11);
        List<Command> commands = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            commands.add(next(source, step));
        }
        EntitlementBook twin = new EntitlementBookTest().book;
        for (Command command : commands) {
            Answer answer = book.apply(command);
            assertThat(twin.apply(command)).isEqualTo(answer);
            assertThat(twin.apply(command)).isEqualTo(answer);
        }
        assertThat(twin.accounts()).isEqualTo(book.accounts());
        assertThat(twin.holds()).isEqualTo(book.holds());
    }

    private static Command next(SplittableRandom source, int step) {
        String id = "c" + step;
        String hold = id(Integer.toString(source.nextInt(20)));
        AccountId voucher = source.nextBoolean() ? VOUCHER : OTHER;
        LineRequest line = new LineRequest(List.of(voucher, CAP, POOL), Money.ofFen(1 + source.nextLong(400)));
        return switch (source.nextInt(9)) {
            case 0, 1 ->
                new Command.Place(id, owner(Integer.toString(source.nextInt(20))), "", List.of(line, line), 100);
            case 2 -> new Command.Extend(id, hold, List.of(line));
            case 3, 4 -> new Command.Post(id, hold, source.nextInt(2), DAY, Money.ofFen(1 + source.nextLong(200)));
            case 5 -> new Command.Resolve(id, hold);
            case 7 -> new Command.Trim(id, hold, source.nextInt(2), Money.ofFen(source.nextLong(300)));
            case 6 -> new Command.Regrant(id, CAP, Money.ofFen(source.nextLong(3_000)));
            default -> new Command.Revoke(id, voucher, Money.ofFen(source.nextLong(50)));
        };
    }

    /** Recomputes pending and posted of every balance from the holds; the records refuse to pass their bounds. */
    private static void assertBalanced(EntitlementBook book, String what) {
        SortedMap<AccountId, Money> pending = new TreeMap<>();
        SortedMap<AccountId, Money> posted = new TreeMap<>();
        for (Hold hold : book.holds().values()) {
            for (HoldLine line : hold.lines()) {
                for (AccountId leg : line.legs()) {
                    pending.merge(leg, line.open(), Money::plus);
                    posted.merge(leg, line.posted(), Money::plus);
                }
            }
        }
        book.accounts().forEach((id, account) -> {
            assertThat(account.pending()).as(what).isEqualTo(pending.getOrDefault(id, Money.ZERO));
            assertThat(account.posted()).as(what).isEqualTo(posted.getOrDefault(id, Money.ZERO));
            assertThat(account.free().isNegative()).as(what).isFalse();
        });
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
