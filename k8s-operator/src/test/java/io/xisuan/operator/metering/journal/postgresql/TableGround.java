package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalGround;
import io.xisuan.operator.metering.journal.JournalSource;
import java.nio.file.Path;
import java.util.Optional;

/** A store on the machine's own PostgreSQL: whoever mints the newest epoch leads, and former leaders are put down by it. */
final class TableGround implements JournalGround {
    private final String schema;
    private final String url;
    private final Store store;

    TableGround(TestServer server, Path folder) {
        this.schema = "j_" + Sha256.hex(folder.toString()).substring(0, 20);
        this.url = server.url(schema);
        this.store = Store.open(url);
    }

    String url() {
        return url;
    }

    /** Returns the name of a table of the journal, as a person with an editor would write it. */
    String table(String name) {
        return schema + "_journal." + name;
    }

    long mint() {
        return store.mintEpoch("test", 1);
    }

    @Override
    public Optional<Leader> lead(Optional<HeadSigner> signer) {
        return Optional.of(new Epoch(TableJournal.open(url, mint(), signer)));
    }

    private record Epoch(TableJournal journal) implements Leader {
        @Override
        public void die() {
            journal.abandon();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @Override
    public JournalSource source() {
        return TableSource.open(url);
    }

    @Override
    public void close() {
        store.close();
    }
}
