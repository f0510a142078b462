package io.xisuan.operator.loop;

import io.xisuan.billing.store.OutsideCopy;
import io.xisuan.billing.store.OutsideHead;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreException;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HeadSigner;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps issued documents, signed heads of the books and what is sealed of the journal in a folder outside: documents in the step that
 * issued them, heads and seals by the hour.
 *
 * <p>What cannot be written is said and tried again; jobs do not stop for it.
 */
final class OutsideDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideDesk.class);

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long RETRY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Store store;
    private final OutsideCopy copy;
    private final OwnJournal.Outside sealed;
    private final HeadSigner signer;
    private Optional<OutsideHead> last = Optional.empty();
    private long dueMillis;
    private long failedMillis = Long.MIN_VALUE / 2;

    OutsideDesk(Store store, OwnJournal.Outside sealed, Path folder, HeadSigner signer) {
        this.store = store;
        this.copy = new OutsideCopy(folder);
        this.sealed = sealed;
        this.signer = signer;
    }

    /** Writes what is due: new documents at once, the head by the hour. */
    void tend(long nowMillis) {
        boolean issued =
                last.isPresent() && OutsideCopy.issued(store) != last.get().documents();
        if (nowMillis < dueMillis && !(issued && nowMillis >= failedMillis + RETRY_MILLIS)) {
            return;
        }
        try {
            OutsideCopy.Written written = copy.write(store, last, Optional.of(signer::sign), nowMillis);
            if (written.documents() > 0) {
                LOG.info("{} documents are kept outside", written.documents());
            }
            last = Optional.of(written.head());
            dueMillis = nowMillis + (sealed.keep() ? HOUR_MILLIS : RETRY_MILLIS);
        } catch (StoreException | UncheckedIOException | InputException failed) {
            LOG.error("documents, head and seals are not kept outside: {}", failed.getMessage());
            failedMillis = nowMillis;
            dueMillis = nowMillis + RETRY_MILLIS;
        }
    }
}
