package io.xisuan.cli.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.NoticeBatch;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.NoticeDelivery.Addressee;
import io.xisuan.billing.store.NoticeParcel;
import io.xisuan.billing.store.NoticeTry;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import io.xisuan.model.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeCommandTest extends CommandTest {
    private static final long AT = Instant.parse("2026-06-15T04:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private String db() {
        return "jdbc:sqlite:" + folder.resolve("xisuan.db");
    }

    private Path file(int port) throws IOException {
        return Files.writeString(folder.resolve("notices.yaml"), """
                channels:
                  - name: hook
                    webhook: {url: "http://127.0.0.1:%d/"}
                  - name: firms
                    mail: {host: 127.0.0.1, port: 1, security: none, from: hub@example.cn}
                routes:
                  - {role: operations, channels: [hook]}
                """.formatted(port));
    }

    private void dead() {
        try (Store store = Store.open(db())) {
            long epoch = store.mintEpoch("test", AT);
            NoticeBook book = new NoticeBook(store);
            Notice notice = Notice.of(NoticeKind.INVOICE_ISSUED, "2026-000001", AT)
                    .tenant(new TenantId("acme"))
                    .with(Fact.NUMBER, "2026-000001")
                    .with(Fact.MONTH, "2026-05")
                    .with(Fact.PAYABLE, "12.30")
                    .build();
            book.record(
                    epoch,
                    new NoticeBatch(
                            List.of(new NoticeBatch.Addressed(
                                    notice,
                                    List.of(new NoticeDelivery.Planned(
                                            new Addressee("firms", "cfo@acme.cn"), "zh", AT)))),
                            Collections.emptySortedMap(),
                            Collections.emptySortedMap()));
            NoticeParcel parcel = NoticeParcel.fresh(book.due(AT, 10));
            book.begin(epoch, List.of(parcel), AT);
            book.end(epoch, List.of(new NoticeTry(parcel.id(), NoticeTry.Result.DEAD, "550 nobody here", AT, 0)));
        }
    }

    @Test
    void each_channel_is_tried_out_and_one_that_takes_nothing_is_exit_1() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String file = file(server.getAddress().getPort()).toString();
            assertThat(run("notice", "test", file, "--channel", "hook", "-o", "json"))
                    .as(err.toString())
                    .isZero();
            assertThat(json().get(0).path("taken").asBoolean()).isTrue();
            assertThat(json().get(0).path("answer").asText()).isEqualTo("HTTP 200");
            assertThat(run("notice", "test", file, "--lang", "zh")).isEqualTo(1);
            assertThat(out.toString()).contains("通道", "已接收", "name an address with --to");
            assertThat(run("notice", "test", file, "--channel", "firms", "--to", "zhang@example.cn"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("zhang@example.cn", "not reached");
            assertThat(run("notice", "test", file, "--channel", "other")).isEqualTo(2);
            assertThat(err.toString()).contains("has the channels firms, hook");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_was_given_up_is_listed_and_sent_again_when_somebody_asks() throws IOException {
        dead();
        assertThat(run("notice", "list", "--state", "dead", "--db", db(), "--lang", "zh"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("放弃", "账单已开具：2026-000001，2026-05，应付 12.30 元", "550 nobody here");
        assertThat(run("notice", "list", "--db", db(), "-o", "json")).isZero();
        assertThat(json().get(0).path("key").asText()).isEqualTo("invoice-issued/2026-000001");
        assertThat(json().get(0).path("at").asText()).isEqualTo("2026-06-15T04:00:00Z");
        String id = json().get(0).path("id").asText();
        assertThat(run("notice", "retry", "--db", db())).isEqualTo(2);
        assertThat(err.toString()).contains("name a notice by its ID");
        assertThat(run("notice", "retry", id, "--db", db(), "-o", "json")).isZero();
        assertThat(json().path("deliveries").asInt()).isEqualTo(1);
        assertThat(run("notice", "retry", "--dead", "--db", db())).isEqualTo(1);
        assertThat(run("notice", "list", "--state", "pending", "--db", db(), "-o", "csv"))
                .isZero();
        assertThat(out.toString()).contains("firms,cfo@acme.cn,pending");
    }
}
