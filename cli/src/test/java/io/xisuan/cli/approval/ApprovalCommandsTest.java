package io.xisuan.cli.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void proposal() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        try (Store store = Store.open(url)) {
            new ControlBook(store)
                    .propose(Deed.WRITE_OFF, "unheard-of/ZW-2026-000001", "{\"fen\":1}", new Principal("li"), 0);
        }
    }

    @Test
    void a_proposal_waits_until_somebody_else_ends_it() throws IOException {
        assertThat(run("approval", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("id").asText()).isEqualTo("AP-000001");
        assertThat(json().path(0).path("state").asText()).isEqualTo("WAITING");

        assertThat(run("approval", "reject", "1", "--reason", "no", "--by", "LI", "--db", url))
                .isEqualTo(4);
        assertThat(err.toString()).contains("li proposed AP-000001, so somebody else must reject it");

        assertThat(run("approval", "reject", "AP-000001", "--reason", "no proof", "--by", "wang", "--db", url))
                .isZero();
        assertThat(run("approval", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json()).isEmpty();
        assertThat(run("approval", "show", "1", "--db", url)).isZero();
        assertThat(out.toString()).contains("REJECTED", "no proof", "content {\"fen\":1}");
    }

    @Test
    void what_cannot_be_is_said_with_what_to_do() {
        assertThat(run("approval", "show", "9", "--db", url)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no proposal AP-000009");
        assertThat(run("approval", "approve", "x", "--by", "wang", "--db", url)).isEqualTo(2);
        assertThat(err.toString()).contains("write it as AP-000012");
        assertThat(run("approval", "role", "grant", "wang", "boss", "--by", "li", "--db", url))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none of clerk, controller, auditor, administrator");
    }

    @Test
    void roles_are_given_by_an_administrator() throws IOException {
        assertThat(run("approval", "role", "grant", "wang", "clerk", "--by", "li", "--db", url))
                .isEqualTo(2);
        assertThat(run("approval", "role", "grant", "li", "administrator", "--by", "li", "--db", url))
                .isZero();
        assertThat(run("approval", "role", "grant", "wang", "clerk", "--by", "wang", "--db", url))
                .isEqualTo(4);
        assertThat(run("approval", "role", "grant", "wang", "clerk", "--by", "li", "--db", url, "-o", "json"))
                .isZero();
        assertThat(json().path(1).path("roles").path(0).asText()).isEqualTo("CLERK");
    }
}
