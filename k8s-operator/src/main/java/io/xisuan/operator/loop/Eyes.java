package io.xisuan.operator.loop;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.xisuan.operator.elect.Office;
import io.xisuan.operator.observe.ClusterObserver;
import io.xisuan.operator.observe.ObserveOptions;
import io.xisuan.operator.reconcile.WishWatcher;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.Pace;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a process sees of its cluster, and the voice by which it reports there: kept warm while it stands by, when nothing is said on the
 * board and so nothing is written.
 */
record Eyes(
        KubernetesClient client,
        ClusterObserver observer,
        WishWatcher watcher,
        StatusBoard board,
        StatusWriter writer,
        Events events) {
    /** What the eyes tell of: a change, and the fence's refusal. */
    record Ears(Runnable changed, Consumer<String> fenced) {}

    /**
     * @throws CannotRun when the custom resources cannot be read
     */
    static Eyes open(
            KubernetesClient client,
            OperatorOptions options,
            InstantSource clock,
            Office office,
            Ears ears,
            Opened opened) {
        ClusterObserver.readNarrowly(client);
        ClusterObserver observer = opened.keep(
                ClusterObserver.start(client, options.cluster(), ObserveOptions.hub(clock), ears.changed()));
        StatusBoard board = new StatusBoard(clock);
        Events events = opened.keep(new Events(client, clock));
        StatusWriter writer = new StatusWriter(
                client, board, new StatusWriter.Settings(office::epoch, Pace.DEFAULT, clock), ears.fenced());
        try {
            WishWatcher watcher = opened.keep(WishWatcher.start(client, board, writer, ears.changed()));
            return new Eyes(client, observer, watcher, board, writer, events);
        } catch (OperatorException e) {
            throw new CannotRun(
                    CannotRun.Cause.UNREACHABLE,
                    "the custom resources of cluster %s cannot be read: %s"
                            .formatted(options.cluster(), e.getMessage()));
        }
    }

    /** Whether everything was listed and every watch is open. */
    boolean synced() {
        return watcher.synced() && observer.synced();
    }
}
