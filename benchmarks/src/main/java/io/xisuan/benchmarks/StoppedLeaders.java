package io.xisuan.benchmarks;

import io.xisuan.billing.store.Store;
import io.xisuan.model.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A leader is stopped by a signal after its money transaction, in every second round after some of its pods; another takes
 * over; the first is continued the moment the other's raise returned, and tries everything that it had meant to do.
 */
final class StoppedLeaders {
    private final FenceGround ground;
    private final Path kubeconfig;
    private final Path formerKubeconfig;
    private long before;
    private long late;
    private long lateStatuses;
    private long lateMoney;
    private long swept;
    private long left;

    StoppedLeaders(FenceGround ground, Path kubeconfig, Path formerKubeconfig) {
        this.ground = ground;
        this.kubeconfig = kubeconfig;
        this.formerKubeconfig = formerKubeconfig;
    }

    List<Figure> measure(int rounds, Consumer<String> progress) {
        Path folder = temporary();
        try {
            String store = "jdbc:sqlite:" + folder.resolve("fence.db");
            catchUp(store);
            for (int round = 1; round <= rounds; round++) {
                round(round, store);
                progress.accept("stopped leaders: %d of %d rounds".formatted(round, rounds));
            }
        } finally {
            delete(folder);
        }
        Optional<Bar> none = Optional.of(Bar.atMost("0"));
        return List.of(
                FenceWindow.count("stopped-leaders", rounds, Optional.empty()),
                FenceWindow.count("stopped-leaders-pods-before", before, Optional.empty()),
                FenceWindow.count("stopped-leaders-late-pods", late, none),
                FenceWindow.count("stopped-leaders-late-status-writes", lateStatuses, none),
                FenceWindow.count("stopped-leaders-late-money-writes", lateMoney, none),
                FenceWindow.count("swept-pods", swept, Optional.empty()),
                FenceWindow.count("pods-left-after-sweep", left, none));
    }

    private void round(int round, String store) {
        JobId lost = ground.job("former-" + round);
        JobId won = ground.job("leader-" + round);
        try (ChildLeader former = new ChildLeader("former", formerKubeconfig, store, lost)) {
            former.await("MONEY");
            boolean midway = round % 2 == 0;
            if (midway) {
                former.goOn();
                former.await("CREATED 4");
            }
            former.stop();
            try (ChildLeader leader = new ChildLeader("leader", kubeconfig, store, won)) {
                leader.await("RAISED");
                int existing = midway ? ground.pods(lost).size() : 0;
                former.proceed();
                if (!midway) {
                    former.goOn();
                }
                former.goOn();
                lateStatuses += former.await("STATUS").endsWith("passed") ? 1 : 0;
                lateMoney += former.await("STORE").endsWith("passed") ? 1 : 0;
                former.await("END");
                before += existing;
                late += ground.pods(lost).size() - existing;
                leader.goOn();
                leader.await("SWEPT");
                swept += ground.pods(lost).stream()
                        .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                        .count();
                left += ground.freed(lost);
            }
        }
    }

    /** The cluster may know epochs of another store: this one's must come after them. */
    private void catchUp(String url) {
        long stated = ground.epoch();
        try (Store store = Store.open(url)) {
            long epoch = 0;
            while (epoch < stated) {
                epoch = store.mintEpoch("catching up", 0);
            }
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fence-benchmark-");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
