package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.MoneyMovement.Kind;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that the version before recorded: it gets its entries with the first entry that is written. */
@Tag("postgresql")
class MoneyUpgradeTest {
    private static final int RELEASE = 7;

    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void makeAsThen() {
        url = StoreFixture.url(folder);
        Dialect dialect = Dialect.of(url);
        dialect.prepare();
        Migrations.run(dialect, RELEASE);
        try (Database database = Database.connect(dialect)) {
            database.write(handle -> {
                for (String row : List.of(
                        "'t-1', 'TOP_UP', 500, '2025-03-01', 'bank-1', ''",
                        "'t-1', 'PAYMENT', 120, '2025-03-02', 'bank-1', 'ZW-2025-000001'",
                        "'t-1', 'PAYMENT', 30, '2025-03-03', 'bank-2', 'ZW-2025-000001'",
                        "'t-2', 'TOP_UP', 40, '2025-03-04', 'bank-1', ''",
                        "'t-1', 'REFUND', 20, '2025-03-05', 'bank-3', ''")) {
                    handle.execute("INSERT INTO money_in (tenant, kind, amount_fen, day, reference, invoice, "
                            + "recorded_by, recorded_at) VALUES (" + row + ", '某人', 99)");
                }
                return true;
            });
        }
    }

    @Test
    void old_money_has_its_entries_as_soon_as_the_store_is_opened_to_write() {
        TenantId tenant = new TenantId("t-1");
        try (Store store = Store.open(url)) {
            assertThat(store.verifyLedger())
                    .isInstanceOfSatisfying(
                            LedgerCheck.Sound.class,
                            sound -> assertThat(sound.records()).isEqualTo(7));
            assertThat(LedgerView.balances(store, LedgerFilter.ALL)).containsEntry("BANK", Money.ofFen(670));
            PaymentBook book = new PaymentBook(store);
            assertThat(MoneyMovement.prepaid(book.movements(Optional.of(tenant))))
                    .isEqualTo(Money.ofFen(480));
            assertThat(book.movements(Optional.of(tenant)))
                    .extracting(MoneyMovement::kind)
                    .containsExactly(Kind.RECEIPT, Kind.RECEIPT, Kind.RECEIPT, Kind.REFUND, Kind.APPLY, Kind.APPLY);
            store.importParties(List.of(StoreFixture.supplier()), List.of(StoreFixture.contract(100)));
            book.receive(tenant, Money.ofFen(7), "bank-9", List.of(), MoneyFixture.by("clerk"));
            assertThat(store.ledger()).hasSize(8);
            assertThat(LedgerView.balances(store, LedgerFilter.ALL))
                    .containsEntry("BANK", Money.ofFen(677))
                    .containsEntry("PREPAID/t-1", Money.ofFen(-487))
                    .containsEntry("PREPAID/t-2", Money.ofFen(-40))
                    .containsEntry("AR/t-1", Money.ofFen(-150));
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
        Path file = folder.resolve("upgraded.zip");
        try (Store store = Store.openReadOnly(url)) {
            Backups.write(store, file);
        }
        String copy = StoreFixture.url(folder.resolve("copy"));
        Backups.restore(file, copy);
        try (Store store = Store.open(copy)) {
            assertThat(store.ledger()).hasSize(8);
            new PaymentBook(store).receive(tenant, Money.ofFen(7), "bank-10", List.of(), MoneyFixture.by("clerk"));
            assertThat(store.ledger()).hasSize(9);
        }
    }
}
