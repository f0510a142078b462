package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.JournalCut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept outside, and that a restored store never gives one of those numbers to another document. */
@Tag("postgresql")
class OutsideCopyTest {
    private static final JournalCut CUT = new JournalCut(1, 100, Sha256.hex("first"));

    @TempDir
    private Path folder;

    private Path source = Path.of("");
    private Path outside = Path.of("");
    private Path archive = Path.of("");

    /** Backed up before the month is issued, copied outside after it. */
    @BeforeEach
    void lose() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        outside = folder.resolve("outside");
        archive = folder.resolve("before.zip");
        try (Store store = Store.open(StoreFixture.url(source))) {
            long epoch = StoreFixture.openMonth(store, 3);
            Backups.write(store, archive);
            issue(store, epoch, 3);
            new OutsideCopy(outside).write(store, Optional.empty(), Optional.of(text -> "signature"), 77);
        }
    }

    private static List<StoredInvoice> issue(Store store, long epoch, long seed) {
        return store.issue(
                epoch, StoreFixture.batch(store, RandomMonth.usage(new SplittableRandom(seed)), CUT, IssuePart.FINAL));
    }

    private Store restored() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Backups.restore(archive, StoreFixture.url(target), Optional.of(outside));
        return Store.open(StoreFixture.url(target));
    }

    @Test
    void documents_and_heads_are_written_once() throws IOException {
        try (Store store = Store.open(StoreFixture.url(source))) {
            OutsideCopy copy = new OutsideCopy(outside);
            OutsideCopy.Written again = copy.write(store, Optional.empty(), Optional.empty(), 77);
            assertThat(again.documents()).isZero();
            assertThat(again.head().documents()).isPositive();
            StoredInvoice first = store.invoices(InvoiceFilter.ALL).getFirst();
            assertThat(Files.readAllBytes(outside.resolve("documents").resolve(first.number() + ".json")))
                    .isEqualTo(first.document().bytes());
            copy.write(store, Optional.of(again.head()), Optional.empty(), 78);
        }
        try (Stream<Path> heads = Files.list(outside.resolve("heads"))) {
            assertThat(heads).hasSize(1);
        }
    }

    @Test
    void another_document_under_the_same_number_is_not_written_over() throws IOException {
        try (Store store = Store.open(StoreFixture.url(source))) {
            String number = store.invoices(InvoiceFilter.ALL).getFirst().number();
            Files.writeString(outside.resolve("documents").resolve(number + ".json"), "{}");
            assertThatThrownBy(() -> new OutsideCopy(outside).write(store, Optional.empty(), Optional.empty(), 79))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(number);
        }
    }

    @Test
    void after_a_restore_the_same_month_gets_the_same_numbers_and_bytes() throws IOException {
        try (Store store = restored()) {
            List<Invoice> waiting = Backups.toReissue(store);
            assertThat(waiting).isNotEmpty();
            long epoch = store.mintEpoch("restored", 10);
            List<StoredInvoice> issued = issue(store, epoch, 3);
            assertThat(issued)
                    .extracting(StoredInvoice::number)
                    .containsExactlyElementsOf(
                            waiting.stream().map(Invoice::number).toList());
            assertThat(Backups.toReissue(store)).isEmpty();
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    @Test
    void after_a_restore_no_number_goes_to_another_document() throws IOException {
        try (Store store = restored()) {
            long epoch = store.mintEpoch("restored", 10);
            assertThatThrownBy(() -> issue(store, epoch, 4)).hasMessageContaining("before the restore");
            store.heartbeat(epoch, 11);
            issue(store, epoch, 3);
        }
        try (Store store = Store.open(StoreFixture.url(folder.resolve("target")))) {
            assertThat(store.invoices(InvoiceFilter.ALL)).isNotEmpty();
            assertThat(Backups.toReissue(store)).isEmpty();
        }
    }

    @Test
    void a_folder_that_contradicts_the_backup_leaves_nothing_behind() throws IOException {
        Path later = folder.resolve("later.zip");
        try (Store store = Store.openReadOnly(StoreFixture.url(source))) {
            Backups.write(store, later);
            String number = store.invoices(InvoiceFilter.ALL).getFirst().number();
            Files.write(outside.resolve("documents").resolve(number + ".json"), "{}".getBytes(StandardCharsets.UTF_8));
        }
        Path target = Files.createDirectory(folder.resolve("target"));
        assertThatThrownBy(() -> Backups.restore(later, StoreFixture.url(target), Optional.of(outside)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another in the folder outside");
        Backups.restore(later, StoreFixture.url(target));
    }
}
