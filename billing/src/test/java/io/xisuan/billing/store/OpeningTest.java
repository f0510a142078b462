package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class OpeningTest {
    @TempDir
    private Path folder;

    @Test
    void only_a_file_or_a_server_is_opened() {
        for (String url : List.of(
                "jdbc:mysql://host/db",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:postgresql:db",
                "jdbc:postgresql://host:what/db?password=secret")) {
            assertThatThrownBy(() -> Store.open(url))
                    .as(url)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("write jdbc:")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_unreachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        for (String host : List.of("127.0.0.1:" + free, "no-such-host.invalid:5432")) {
            assertThatThrownBy(() -> Store.open("jdbc:postgresql://%s/books?user=x&password=secret".formatted(host)))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessageStartingWith(host + "/books is not reachable")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void reading_makes_nothing() {
        assertThatThrownBy(() -> Store.openReadOnly(StoreFixture.url(folder))).isInstanceOf(InputException.class);
        assertThat(folder.resolve("xisuan.db")).doesNotExist();
        assertThatThrownBy(() -> Store.openReadOnly(StoreFixture.url(folder))).isInstanceOf(InputException.class);
    }

    @Test
    void tables_of_a_newer_program_are_refused() throws SQLException {
        Store.open(StoreFixture.url(folder)).close();
        StoreFixture.tamper(folder, "UPDATE flyway_schema_history SET version = '999' WHERE version = '2'");
        for (Runnable opening : List.<Runnable>of(
                () -> Store.open(StoreFixture.url(folder)), () -> Store.openReadOnly(StoreFixture.url(folder)))) {
            assertThatThrownBy(opening::run)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("999, newer than this program's");
        }
    }

    @Test
    void both_kinds_of_database_have_scripts_of_the_same_versions() {
        MigrationScripts file = MigrationScripts.of(Dialect.of("jdbc:sqlite:x.db"));
        MigrationScripts server = MigrationScripts.of(Dialect.of("jdbc:postgresql://localhost/x"));
        assertThat(server).isEqualTo(file);
        assertThat(file.last()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_store_that_is_open_for_reading_writes_nothing() {
        Store.open(StoreFixture.url(folder)).close();
        try (Store store = Store.openReadOnly(StoreFixture.url(folder))) {
            assertThatThrownBy(() -> store.mintEpoch("reader", 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("reading alone");
        }
    }
}
