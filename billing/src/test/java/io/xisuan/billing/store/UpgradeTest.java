package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Money;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that an earlier version made and filled. {@code release-2.sql} holds every row of one that the program with tables of
 * version 2 wrote; it never changes.
 */
@Tag("postgresql")
class UpgradeTest {
    private static final int RELEASE = 2;

    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void makeAsThen() throws IOException {
        url = StoreFixture.url(folder);
        Dialect dialect = Dialect.of(url);
        dialect.prepare();
        Migrations.run(dialect, RELEASE);
        List<String> statements = statements();
        try (Database database = Database.connect(dialect)) {
            database.write(handle -> {
                statements.forEach(handle::execute);
                dialect.countOn(handle);
                return true;
            });
        }
    }

    /** One statement a line; bytes and the ends of lines are written as SQLite writes them. */
    private static List<String> statements() throws IOException {
        try (InputStream file = UpgradeTest.class.getResourceAsStream("release-2.sql")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            String sql = TestServer.wanted()
                    ? text.replaceAll("X'([0-9A-F]*)'", "decode('$1', 'hex')").replace("char(10)", "chr(10)")
                    : text;
            return sql.lines().toList();
        }
    }

    @Test
    void it_is_brought_up_to_date_and_is_sound() {
        try (Store store = Store.open(url)) {
            assertThat(store.verifyLedger()).isInstanceOfSatisfying(LedgerCheck.Sound.class, sound -> {
                assertThat(sound.records()).isEqualTo(4);
                assertThat(sound.invoices()).isEqualTo(2);
            });
            assertThat(store.invoices(InvoiceFilter.ALL))
                    .extracting(StoredInvoice::number)
                    .containsExactly("ZW-2025-000001", "ZW-2025-000002");
            assertThat(store.grants()).hasSize(1);
            assertThat(store.contracts()).hasSize(1);
            assertThat(store.books().account(VOUCHER).orElseThrow().pending()).isEqualTo(Money.ofFen(500));
            assertThat(store.liveIntents())
                    .extracting(intent -> intent.attempt().job().uid())
                    .containsExactly("再来");
            assertThat(store.decisions("started")).hasSize(1);
        }
    }

    @Test
    void the_program_works_on_with_it() {
        try (Store store = Store.open(url)) {
            long epoch = store.mintEpoch("today's program", 20);
            assertThat(epoch).isEqualTo(2);
            assertThat(store.commitStarts(epoch, List.of(start(attempt("new", 1), 100)), 21)
                            .getFirst()
                            .committed())
                    .isTrue();
            store.advance(epoch, IntentStep.acted(attempt("再来", 1), 22));
            List<UsageInterval> late = RandomMonth.usage(new SplittableRandom(3)).stream()
                    .filter(one -> Integer.parseInt(one.job().uid().substring(4)) % 3 == 0)
                    .toList();
            JournalCut cut = new JournalCut(101, 180, Sha256.hex("second"));
            assertThat(store.issue(epoch, StoreFixture.batch(store, late, cut, IssuePart.FINAL)))
                    .extracting(StoredInvoice::number)
                    .containsExactly("ZW-2025-000003", "ZW-2025-000004");
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
        try (Store again = Store.open(url)) {
            assertThat(again.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
            assertThat(again.books().account(VOUCHER).orElseThrow().pending()).isEqualTo(Money.ofFen(600));
        }
    }

    @Test
    void a_reader_says_which_program_must_come_first() {
        assertThatThrownBy(() -> Store.openReadOnly(url))
                .hasMessageContaining("has tables of version 2")
                .hasMessageContaining("start the operator on it once");
    }

    @Test
    void a_backup_of_what_was_upgraded_can_be_restored() {
        Store.open(url).close();
        Path file = folder.resolve("upgraded.zip");
        try (Store store = Store.openReadOnly(url)) {
            Backups.write(store, file);
        }
        String copy = StoreFixture.url(folder.resolve("copy"));
        Backups.restore(file, copy);
        try (Store store = Store.open(copy)) {
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }
}
