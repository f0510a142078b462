package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalKeys;
import io.xisuan.operator.metering.journal.JournalSource;

/** What a process has before it asks the cluster for anything: its folder, the store, the key, and where the journal lies. */
record Grounds(DataFolder folder, Store store, HeadSigner signer, OwnJournal journal) {
    /**
     * @throws CannotRun when journal and store are of two times
     * @throws io.xisuan.model.InputException when an option, the store or the journal is not as it must be
     */
    static Grounds open(OperatorOptions options, Opened opened) {
        DataFolder folder = opened.keep(DataFolder.take(options.data()));
        Store store = opened.keep(Store.open(options.jdbcUrl()));
        HeadSigner signer =
                options.journalKey().map(JournalKeys::given).orElseGet(() -> JournalKeys.open(folder.keys()));
        Grounds grounds = new Grounds(folder, store, signer, new OwnJournal(folder.journal(), options.jdbcUrl()));
        grounds.requireAgreement();
        return grounds;
    }

    /** Journal and store must tell one story, or nothing may be billed. */
    void requireAgreement() {
        try (JournalSource written = journal.source()) {
            JournalAgreement.require(written, store.journalPosition());
        }
    }
}
