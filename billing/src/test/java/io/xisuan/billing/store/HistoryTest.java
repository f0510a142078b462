package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.CAP;
import static io.xisuan.billing.store.StoreFixture.POOL;
import static io.xisuan.billing.store.StoreFixture.PROGRAMME;
import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.VoucherId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class HistoryTest {
    private static final AccountId OTHER = AccountId.voucher(PROGRAMME, new VoucherId("other"));
    private static final int JOBS = 12;

    @TempDir
    private Path folder;

    @Test
    void a_store_and_a_plain_book_agree_through_any_history_and_every_reopening() {
        for (long seed = 0; seed < 4; seed++) {
            Path own = folder.resolve("seed-" + seed);
            SplittableRandom random = new SplittableRandom(seed);
            EntitlementBook plain = new EntitlementBook();
            List<Command> done = new ArrayList<>();
            Store store = Store.open(StoreFixture.url(own));
            long epoch = store.mintEpoch("test", 1);
            for (int step = 0; step < 100; step++) {
                List<Command> commands = batch(random, step, done);
                List<Answer> expected = commands.stream().map(plain::apply).toList();
                List<Answer> answers = store.applyAny(epoch, commands);
                for (int i = 0; i < commands.size(); i++) {
                    assertThat(answers.get(i).done())
                            .as("seed %d step %d %s", seed, step, commands.get(i))
                            .isEqualTo(expected.get(i).done());
                    if (expected.get(i).done()) {
                        done.add(commands.get(i));
                    }
                }
                if (random.nextInt(12) == 0) {
                    store.close();
                    store = Store.open(StoreFixture.url(own));
                }
                assertSame(store, plain, "seed %d step %d".formatted(seed, step));
            }
            store.close();
        }
    }

    /** Returns one to four commands; some repeat what was done before. */
    private static List<Command> batch(SplittableRandom random, int step, List<Command> done) {
        if (step == 0) {
            return List.of(
                    StoreFixture.open(VOUCHER, 3_000),
                    StoreFixture.open(OTHER, 2_000),
                    StoreFixture.open(CAP, 4_000),
                    StoreFixture.open(POOL, 90_000));
        }
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            boolean repeat = random.nextInt(6) == 0;
            Command before = done.get(random.nextInt(done.size()));
            commands.add(repeat && repeatable(before) ? before : next(random, step * 10 + i));
        }
        return commands;
    }

    /** A repeated release or grant would be a new one to a book that keeps no ids; nobody repeats those across a restart. */
    private static boolean repeatable(Command command) {
        return command instanceof Command.Place
                || command instanceof Command.Extend
                || command instanceof Command.Post
                || command instanceof Command.Resolve;
    }

    private static Command next(SplittableRandom random, int number) {
        String id = "c" + number;
        HoldOwner owner = new HoldOwner(new SupplierId("s"), "job-" + random.nextInt(JOBS), 1);
        AccountId voucher = random.nextBoolean() ? VOUCHER : OTHER;
        List<AccountId> legs = random.nextInt(5) == 0 ? List.of(voucher) : List.of(voucher, CAP, POOL);
        LineRequest line = new LineRequest(legs, Money.ofFen(1 + random.nextLong(400)));
        LocalDate day = LocalDate.of(2025, 1, 1).plusDays(number);
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Command.Place(id, owner, id, List.of(line, line), 100);
            case 2 -> new Command.Extend(id, owner.holdId(), List.of(line));
            case 3, 4 ->
                new Command.Post(id, owner.holdId(), random.nextInt(2), day, Money.ofFen(1 + random.nextLong(200)));
            case 5 -> new Command.Activate(id, owner.holdId());
            case 6 -> new Command.Regrant(id, CAP, Money.ofFen(2_000 + random.nextLong(3_000)));
            case 7 -> new Command.Trim(id, owner.holdId(), random.nextInt(2), Money.ofFen(random.nextLong(300)));
            default -> new Command.Revoke(id, voucher, Money.ofFen(random.nextLong(30)));
        };
    }

    private static void assertSame(Store store, EntitlementBook plain, String what) {
        assertThat(store.balances()).as(what).isEqualTo(plain.accounts());
        plain.holds().forEach((id, hold) -> assertThat(store.hold(id)).as(what).contains(hold));
    }
}
