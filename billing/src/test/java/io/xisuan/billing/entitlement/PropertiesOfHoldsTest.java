package io.xisuan.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.entitlement.chain.BatchBody;
import io.xisuan.billing.entitlement.chain.Entry;
import io.xisuan.billing.entitlement.chain.Replay;
import io.xisuan.model.Money;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The properties of holds by their numbers, over seeded histories; a failure prints its seed. */
class PropertiesOfHoldsTest {
    private static final int STEPS = 60;
    private static final int JOBS = 6;
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    /** How many histories P26 compares: 10,000 unless {@code xisuan.histories} says otherwise. */
    private static final int HISTORIES = Integer.getInteger("xisuan.histories", 10_000);

    private interface Check {
        void after(EntitlementBook book, Command command, Answer answer, String what);
    }

    private static void histories(int count, Check check) {
        for (long seed = 0; seed < count; seed++) {
            RandomCommands commands = new RandomCommands(seed, JOBS);
            EntitlementBook book = new EntitlementBook();
            commands.openings().forEach(book::apply);
            for (int step = 0; step < STEPS; step++) {
                Command command = commands.next();
                Answer answer = book.apply(command);
                check.after(book, command, answer, "seed %d step %d %s".formatted(seed, step, command));
            }
        }
    }

    @Test
    void p2_every_balance_conserves_what_was_granted() {
        histories(
                400,
                (book, command, answer, what) -> book.accounts()
                        .values()
                        .forEach(account -> assertThat(account.free()
                                        .plus(account.pending())
                                        .plus(account.posted())
                                        .plus(account.expired())
                                        .plus(account.revoked())
                                        .plus(account.declared())
                                        .minus(account.deficit()))
                                .as(what)
                                .isEqualTo(account.granted())));
    }

    @Test
    void p3_no_balance_passes_its_bound_and_a_deficit_leaves_nothing_free() {
        histories(
                400,
                (book, command, answer, what) -> book.accounts().values().forEach(account -> {
                    assertThat(account.free().isNegative()).as(what).isFalse();
                    assertThat(account.deficit().isPositive() && account.free().isPositive())
                            .as(what)
                            .isFalse();
                }));
    }

    @Test
    void p4_a_hold_resolves_once_and_never_posts_more_than_it_held() {
        SortedMap<String, Integer> resolved = new TreeMap<>();
        histories(400, (book, command, answer, what) -> {
            String history = what.substring(0, what.indexOf(" step"));
            for (Hold hold : book.holds().values()) {
                for (HoldLine line : hold.lines()) {
                    assertThat(line.posted().plus(line.released()).compareTo(line.held()))
                            .as(what)
                            .isLessThanOrEqualTo(0);
                    assertThat(hold.resolved() && line.open().isPositive())
                            .as(what)
                            .isFalse();
                }
                resolved.putIfAbsent(history + hold.owner(), 0);
                if (hold.resolved()) {
                    resolved.put(history + hold.owner(), 1);
                } else {
                    assertThat(resolved.get(history + hold.owner())).as(what).isZero();
                }
            }
            if (command instanceof Command.Resolve repeated && answer.done()) {
                assertThat(((Answer.Refused) book.apply(new Command.Resolve("again " + what, repeated.holdId())))
                                .reason())
                        .as(what)
                        .isEqualTo(RefusalReason.HOLD_RESOLVED);
            }
        });
    }

    @Test
    void p5_a_refusal_changes_nothing_and_voucher_cap_and_pool_change_together() {
        for (long seed = 0; seed < 400; seed++) {
            RandomCommands commands = new RandomCommands(seed, JOBS);
            EntitlementBook book = new EntitlementBook();
            commands.openings().forEach(book::apply);
            for (int step = 0; step < STEPS; step++) {
                SortedMap<AccountId, Account> accounts = book.accounts();
                SortedMap<String, Hold> holds = book.holds();
                Command command = commands.next();
                Answer answer = book.apply(command);
                String what = "seed %d step %d %s".formatted(seed, step, command);
                if (!answer.done()) {
                    assertThat(book.accounts()).as(what).isEqualTo(accounts);
                    assertThat(book.holds()).as(what).isEqualTo(holds);
                }
                assertSumsOfHolds(book, what);
            }
        }
    }

    /** Recomputes pending and posted of every balance from the lines of the holds. */
    private static void assertSumsOfHolds(EntitlementBook book, String what) {
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
        });
    }

    @Test
    void p6_repeated_commands_change_nothing_and_other_content_is_refused() {
        for (long seed = 0; seed < 200; seed++) {
            RandomCommands commands = new RandomCommands(seed, JOBS);
            EntitlementBook once = new EntitlementBook();
            EntitlementBook often = new EntitlementBook();
            List<Command> all = new ArrayList<>(commands.openings());
            for (int step = 0; step < STEPS; step++) {
                all.add(commands.next());
            }
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < all.size(); i++) {
                Answer answer = once.apply(all.get(i));
                assertThat(often.apply(all.get(i))).as("seed %d", seed).isEqualTo(answer);
                often.apply(all.get(random.nextInt(i + 1)));
            }
            assertThat(often.accounts()).as("seed %d", seed).isEqualTo(once.accounts());
            assertThat(often.holds()).as("seed %d", seed).isEqualTo(once.holds());
            AccountId voucher = RandomCommands.VOUCHERS.getFirst();
            Answer other = often.apply(new Command.Revoke("open " + voucher, voucher, Money.ZERO));
            assertThat(((Answer.Refused) other).reason()).isEqualTo(RefusalReason.COMMAND_REUSED);
        }
    }

    @Test
    void p11_the_order_of_openings_changes_no_byte_of_the_balances() {
        for (long seed = 0; seed < 100; seed++) {
            RandomCommands commands = new RandomCommands(seed, JOBS);
            List<Command> openings = new ArrayList<>(commands.openings());
            List<Command> rest = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                rest.add(commands.next());
            }
            String expected = state(openings, rest);
            Collections.shuffle(openings, new Random(seed));
            assertThat(state(openings, rest)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static String state(List<Command> openings, List<Command> rest) {
        EntitlementBook book = new EntitlementBook();
        openings.forEach(book::apply);
        rest.forEach(book::apply);
        return book.accounts() + "\n" + book.holds();
    }

    @Test
    void p17_any_changed_removed_or_swapped_byte_of_an_entry_is_found_at_its_index() {
        List<Entry> chain = chain(7);
        assertThat(firstBad(chain)).isEmpty();
        for (int index = 0; index < chain.size(); index++) {
            byte[] body = chain.get(index).body();
            for (int at = 0; at < body.length; at++) {
                byte[] changed = body.clone();
                changed[at] ^= 1;
                List<Entry> copy = new ArrayList<>(chain);
                copy.set(index, new Entry(index + 1L, changed, chain.get(index).hash()));
                assertThat(firstBad(copy))
                        .as("byte %d of entry %d", at, index + 1)
                        .contains(index + 1L);
            }
            List<Entry> removed = new ArrayList<>(chain);
            removed.remove(index);
            Optional<Long> expected = index == chain.size() - 1 ? Optional.empty() : Optional.of(index + 1L);
            assertThat(firstBad(removed)).as("without entry %d", index + 1).isEqualTo(expected);
        }
        List<Entry> swapped = new ArrayList<>(chain);
        swapped.set(0, new Entry(1, chain.get(1).body(), chain.get(1).hash()));
        swapped.set(1, new Entry(2, chain.get(0).body(), chain.get(0).hash()));
        assertThat(firstBad(swapped)).contains(1L);
    }

    private static Optional<Long> firstBad(List<Entry> chain) {
        Replay replay = new Replay();
        for (Entry entry : chain) {
            if (replay.add(entry).isPresent()) {
                return Optional.of(replay.count() + 1);
            }
        }
        return Optional.empty();
    }

    /** Chains histories of single commands as the store would, one batch for each five. */
    private static List<Entry> chain(long seed) {
        RandomCommands commands = new RandomCommands(seed, JOBS);
        List<Command> all = new ArrayList<>(commands.openings());
        for (int step = 0; step < 30; step++) {
            all.add(commands.next());
        }
        EntitlementBook book = EntitlementBook.of(List.of(), List.of());
        KeysInOrder keys = new KeysInOrder();
        List<Entry> chain = new ArrayList<>();
        String head = Entry.GENESIS;
        for (int i = 0; i < all.size(); i += 5) {
            BatchBody body = new BatchBody(keys);
            for (Command command : all.subList(i, Math.min(i + 5, all.size()))) {
                Answer answer = book.apply(command);
                if (command instanceof Command.Open open && answer.done()) {
                    keys.open(open.account());
                }
                body.add(command, answer);
            }
            chain.add(Entry.after(head, chain.size() + 1L, body.toBytes()));
            head = chain.getLast().hash();
        }
        return chain;
    }

    @Test
    void p20_undoing_what_was_posted_is_the_identity_and_goes_back_in_reverse_order() {
        for (long seed = 0; seed < 400; seed++) {
            RandomCommands commands = new RandomCommands(seed, JOBS);
            EntitlementBook book = EntitlementBook.of(List.of(), List.of());
            commands.openings().forEach(book::apply);
            for (int step = 0; step < 25; step++) {
                book.apply(commands.next());
            }
            SplittableRandom random = new SplittableRandom(seed);
            for (String id : book.holds().keySet()) {
                Hold before = book.hold(id).orElseThrow();
                SortedMap<AccountId, Account> accounts = book.accounts();
                Money posted = Money.ZERO;
                for (int line = 0; line < before.lines().size(); line++) {
                    Money amount = before.lines().get(line).open();
                    LocalDate day = DAY.plusDays(40 + random.nextInt(5));
                    Command post =
                            new Command.Post("p20-%d".formatted(line), id, line, day, amount.max(Money.ofFen(1)));
                    posted = book.apply(post).done() ? posted.plus(amount) : posted;
                }
                if (posted.isPositive()) {
                    String what = "seed %d hold %s".formatted(seed, before);
                    assertThat(book.apply(new Command.Unpost("u", id, posted)).done())
                            .as(what)
                            .isTrue();
                    assertThat(book.accounts()).as(what).isEqualTo(accounts);
                    Hold after = book.hold(id).orElseThrow();
                    assertThat(after.lines()).as(what).isEqualTo(before.lines());
                    assertThat(after.standing()).as(what).isEqualTo(before.standing());
                }
            }
        }
    }

    @Test
    void p26_a_plain_slow_book_agrees_on_every_history() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomCommands commands = new RandomCommands(seed, 4);
            EntitlementBook fast = new EntitlementBook();
            ReferenceBook slow = new ReferenceBook();
            for (Command open : commands.openings()) {
                fast.apply(open);
                slow.apply(open);
            }
            for (int step = 0; step < 25; step++) {
                Command command = commands.next();
                boolean done = fast.apply(command).done();
                if (slow.apply(command) != done) {
                    assertThat(done)
                            .as("seed %d step %d %s", seed, step, command)
                            .isEqualTo(!done);
                }
            }
            assertSame(fast, slow, "seed " + seed);
        }
    }

    private static void assertSame(EntitlementBook fast, ReferenceBook slow, String what) {
        fast.accounts().forEach((id, account) -> {
            assertThat(fen(account.free())).as("%s %s", what, account).isEqualTo(slow.free(id));
            assertThat(fen(account.pending())).as("%s %s", what, account).isEqualTo(slow.pending(id));
            assertThat(fen(account.posted())).as("%s %s", what, account).isEqualTo(slow.posted(id));
        });
        assertThat(fast.holds()).as(what).hasSize(slow.holds.size());
        for (ReferenceBook.Reserved hold : slow.holds) {
            Hold same = fast.hold(hold.owner.holdId()).orElseThrow();
            assertThat(same.state().name()).as(what).isEqualTo(hold.state);
            for (int line = 0; line < hold.lines.size(); line++) {
                assertThat(fen(same.lines().get(line).posted())).as(what).isEqualTo(hold.lines.get(line).posted);
                assertThat(fen(same.lines().get(line).released())).as(what).isEqualTo(hold.lines.get(line).released);
            }
        }
    }

    private static BigInteger fen(Money amount) {
        return BigInteger.valueOf(amount.fen());
    }
}
