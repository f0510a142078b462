package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends holds whose time ran out before a start happened, so that their money serves others. A hold whose attempt lives is left: the
 * attempt's own end releases it.
 */
final class Lapses {
    private static final Logger LOG = LoggerFactory.getLogger(Lapses.class);

    /** Holds live for minutes; nobody misses what is released a minute late. */
    private static final long PAUSE_MILLIS = 60_000;

    private final Store store;
    private final long epoch;
    private long lookedMillis;

    Lapses(Store store, long epoch) {
        this.store = store;
        this.epoch = epoch;
    }

    void end(Collection<Intent> live, long nowMillis) {
        if (nowMillis - lookedMillis < PAUSE_MILLIS) {
            return;
        }
        lookedMillis = nowMillis;
        Set<String> needed =
                live.stream().flatMap(intent -> intent.holdId().stream()).collect(Collectors.toSet());
        List<Command> due = store.books().holds().entrySet().stream()
                .filter(entry -> entry.getValue().state() == Hold.State.HELD
                        && entry.getValue().expiresAtMillis() <= nowMillis
                        && !needed.contains(entry.getKey()))
                .map(entry -> (Command) new Command.Lapse("lapse/" + entry.getKey(), entry.getKey(), nowMillis))
                .toList();
        if (!due.isEmpty()) {
            store.apply(epoch, due);
            LOG.info("{} holds lapsed: their starts never happened", due.size());
        }
    }
}
