package io.xisuan.cli.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreditCommandTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void store() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        Store.open(url).close();
    }

    private int propose(String cause, String until, String... more) {
        List<String> words = new ArrayList<>(List.of("credit", "propose", "--job-uid", "7f3a", "--cause", cause));
        words.addAll(List.of("--from", "2026-03-02T08:00:00+08:00", "--until", until, "--evidence", "报告 7"));
        words.addAll(List.of("--by", "li", "--db", url));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void what_one_proposes_and_another_approves_is_listed() throws IOException {
        assertThat(propose("owner-reclaim", "2026-03-02T10:12:30+08:00", "-o", "json"))
                .isZero();
        assertThat(json().path("proposal").asText()).isEqualTo("AP-000001");
        assertThat(run("approval", "approve", "AP-000001", "--by", "wang", "--db", url))
                .isZero();
        assertThat(run("credit", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("cause").asText()).isEqualTo("owner-reclaim");
        assertThat(json().path(0).path("approvedBy").asText()).isEqualTo("wang");
        assertThat(run("credit", "list", "--db", url)).isZero();
        assertThat(out.toString()).contains("报告 7", "2026-03-02T10:12:30+08:00");
    }

    @Test
    void what_is_no_loss_is_refused_with_what_to_write() {
        assertThat(propose("weather", "2026-03-02T10:00:00+08:00")).isEqualTo(2);
        assertThat(err.toString()).contains("none of owner-reclaim, node-fault, tenant");
        assertThat(propose("tenant", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("--until: \"yesterday\" is no instant");
        assertThat(propose("tenant", "2026-03-02T07:00:00+08:00")).isEqualTo(2);
        assertThat(err.toString()).contains("does not end before it starts");
    }
}
