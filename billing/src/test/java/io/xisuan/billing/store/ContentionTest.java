package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several who believe that they lead: in the order of what was committed, epochs never go back. */
@Tag("postgresql")
class ContentionTest {
    @TempDir
    private Path folder;

    /** Another program that leads until it is refused. */
    static final class Leader {
        private Leader() {}

        public static void main(String[] arguments) {
            try (Store store = Store.open(arguments[0])) {
                long epoch = store.mintEpoch("child", 1);
                for (int i = 0; i < 1_000_000; i++) {
                    note(store, epoch, i);
                    System.out.println(epoch);
                }
            } catch (FencedException refused) {
                System.out.println("refused at " + refused.current());
            }
        }
    }

    /** Writes one row that names the epoch; rows are numbered in the order of their commits. */
    private static void note(Store store, long epoch, long at) {
        store.appendDecisions(
                epoch,
                List.of(new DecisionRecord(StoreFixture.job("all"), at, "epoch", Long.toString(epoch), "at " + at)));
    }

    private static List<Long> epochs(Store store) {
        return store.decisions("all").stream()
                .map(decision -> Long.valueOf(decision.reason()))
                .toList();
    }

    private static void assertNeverBack(List<Long> epochs, String what) {
        assertThat(epochs).as(what).isNotEmpty().isSortedAccordingTo(Long::compare);
    }

    @Test
    void in_random_interleavings_no_epoch_writes_after_a_newer_one() throws InterruptedException, ExecutionException {
        for (long seed = 0; seed < 2; seed++) {
            Path own = folder.resolve("seed-" + seed);
            Store.open(StoreFixture.url(own)).close();
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                CyclicBarrier minted = new CyclicBarrier(3);
                List<Future<Integer>> refused = new ArrayList<>();
                for (int leader = 0; leader < 3; leader++) {
                    SplittableRandom random = new SplittableRandom(seed * 10 + leader);
                    refused.add(threads.submit(() -> contend(own, random, minted)));
                }
                int times = 0;
                for (Future<Integer> one : refused) {
                    times += one.get();
                }
                try (Store store = Store.openReadOnly(StoreFixture.url(own))) {
                    assertNeverBack(epochs(store), "seed " + seed);
                    assertThat(times)
                            .as("seed %d: two of three did not lead at first", seed)
                            .isGreaterThanOrEqualTo(2);
                    assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
                    assertThat(store.books().account(VOUCHER).orElseThrow().pending())
                            .as("seed %d", seed)
                            .isEqualTo(Money.ofFen(7L * store.liveIntents().size()));
                }
            }
        }
    }

    /** Leads now and then, and writes under its last epoch whether it leads or not; returns how often it was refused. */
    private static int contend(Path own, SplittableRandom random, CyclicBarrier minted) throws Exception {
        int refused = 0;
        try (Store store = Store.open(StoreFixture.url(own))) {
            long epoch = store.mintEpoch("one of them", 1);
            minted.await(60, TimeUnit.SECONDS);
            for (int i = 0; i < 40; i++) {
                try {
                    switch (i == 0 ? 1 : random.nextInt(5)) {
                        case 0 -> epoch = store.mintEpoch("again", i);
                        case 1, 2 -> note(store, epoch, i);
                        case 3 -> store.apply(epoch, List.of(StoreFixture.open(VOUCHER, 1_000_000)));
                        default -> store.commitStarts(epoch, List.of(onVoucher(epoch + "-" + i)), i);
                    }
                } catch (FencedException e) {
                    refused++;
                }
            }
        }
        return refused;
    }

    static StartProposal onVoucher(String uid) {
        return start(attempt(uid, 1), 7, List.of(VOUCHER));
    }

    @Test
    void who_is_in_the_middle_of_a_batch_ends_it_before_another_leads()
            throws InterruptedException, ExecutionException {
        String url = StoreFixture.url(folder);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Store.open(url).close();
        try (Database first = Database.open(Dialect.of(url));
                Store second = Store.open(url);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            long old = first.write(handle -> LeaderRow.mint(handle, "first", 1));
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch minting = new CountDownLatch(1);
            Future<?> batch = threads.submit(() -> first.write(handle -> {
                LeaderRow.nextRevision(handle, old);
                inside.countDown();
                await(minting);
                DecisionRows.insert(
                        handle, List.of(new DecisionRecord(StoreFixture.job("all"), 1, "epoch", "1", "in the middle")));
                return order.add("first, while the other waits");
            }));
            Future<Long> minted = threads.submit(() -> {
                await(inside);
                minting.countDown();
                long fresh = second.mintEpoch("second", 2);
                order.add("second leads and sees " + second.decisions("all").size());
                return fresh;
            });
            batch.get();
            assertThat(minted.get()).isEqualTo(old + 1);
            assertThat(order).containsExactly("first, while the other waits", "second leads and sees 1");
            assertThatThrownBy(() -> first.write(handle -> LeaderRow.nextRevision(handle, old)))
                    .isInstanceOfSatisfying(
                            FencedException.class,
                            refused -> assertThat(refused.current()).isEqualTo(old + 1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other one did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void another_program_is_refused_as_soon_as_this_one_leads() throws IOException, InterruptedException {
        String url = StoreFixture.url(folder);
        try (Store store = Store.open(url)) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Leader.class.getName(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 20; i++) {
                    assertThat(said.readLine()).isEqualTo("1");
                }
                long epoch = store.mintEpoch("parent", 2);
                note(store, epoch, 1_000_000);
                String last = said.lines().reduce((one, next) -> next).orElse("");
                assertThat(last).isEqualTo("refused at 2");
            } finally {
                child.destroyForcibly();
            }
            List<Long> epochs = epochs(store);
            assertNeverBack(epochs, "parent and child");
            assertThat(epochs.getLast()).isEqualTo(2);
            assertThat(epochs.stream().filter(one -> one == 2)).hasSize(1);
        }
    }
}
