package io.xisuan.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command without a cluster: store, journal, backups and fonts, and its words. */
class DoctorCommandTest extends CommandTest {
    @TempDir
    Path work;

    @Test
    void a_check_that_is_none_is_refused_with_those_that_are() {
        assertThat(run("doctor", "--only", "everything")).isEqualTo(2);
        assertThat(err.toString()).contains("--only", "fonts, store, journal, cluster");
    }

    @Test
    void fonts_are_in_the_program_and_it_is_said_in_both_languages() {
        assertThat(run("doctor", "--only", "fonts", "--lang", "zh"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("正常", "字体", "错误 0，警告 0，提示 0，正常 1。");
        assertThat(run("doctor", "--only", "fonts", "--lang", "en")).isZero();
        assertThat(out.toString()).contains("0 errors, 0 warnings, 0 hints, 1 in order.");
    }

    @Test
    void a_store_that_is_not_where_it_was_named_is_an_error_and_nothing_is_made_there() {
        assertThat(run("doctor", "--only", "store,journal", "--data", work.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("There is no database at", "xisuan doctor --db URL", "is no folder");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void a_sound_store_with_an_old_backup_is_told_from_one_with_a_fresh_one() throws IOException {
        String db = "jdbc:sqlite:" + work.resolve("xisuan.db");
        Store.open(db).close();
        Path backup = Files.writeString(
                Files.createDirectory(work.resolve("backups")).resolve("one.zip"), "x", StandardCharsets.UTF_8);
        String folder = work.resolve("backups").toString();
        assertThat(run("doctor", "--only", "store", "--db", db, "--backups", folder, "-o", "json"))
                .as(out.toString())
                .isZero();
        assertThat(line(0).path("severity").asText()).isEqualTo("ok");
        Files.setLastModifiedTime(
                backup,
                FileTime.fromMillis(
                        System.currentTimeMillis() - Duration.ofHours(50).toMillis()));
        assertThat(run("doctor", "--only", "store", "--db", db, "--backups", folder, "-o", "json"))
                .isEqualTo(1);
        assertThat(line(0).path("severity").asText()).isEqualTo("warning");
        assertThat(line(0).path("found").asText()).isEqualTo("the last backup is 50 hours old");
        assertThat(line(0).path("command").asText()).isEqualTo("xisuan backup create --to " + folder);
        Files.delete(backup);
        assertThat(run("doctor", "--only", "store", "--db", db, "--backups", folder, "-o", "json"))
                .isEqualTo(1);
        assertThat(line(0).path("severity").asText()).isEqualTo("error");
    }

    @Test
    void a_file_that_is_no_database_or_a_damaged_one_is_said_with_its_place() throws IOException {
        Path file = Files.writeString(work.resolve("xisuan.db"), "no database at all", StandardCharsets.UTF_8);
        assertThat(run("doctor", "--only", "store", "--db", "jdbc:sqlite:" + file))
                .isEqualTo(1);
        assertThat(out.toString()).contains(file.toString(), "file is not a database");
    }

    @Test
    void a_cluster_that_does_not_answer_is_one_finding_and_hides_no_other_area() throws IOException {
        Path kubeconfig = Files.writeString(work.resolve("config"), """
            apiVersion: v1
            kind: Config
            clusters: [{name: gone, cluster: {server: "https://127.0.0.1:1"}}]
            contexts: [{name: gone, context: {cluster: gone, user: nobody}}]
            current-context: gone
            users: [{name: nobody, user: {}}]
            """, StandardCharsets.UTF_8);
        assertThat(run(
                        "doctor",
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--only",
                        "fonts,setup,rights,leader",
                        "-o",
                        "json"))
                .isEqualTo(1);
        JsonNode findings = json().path("findings");
        assertThat(findings).hasSize(2);
        assertThat(line(0).path("area").asText()).isEqualTo("cluster");
        assertThat(line(0).path("found").asText()).contains("does not answer");
        assertThat(line(1).path("area").asText()).isEqualTo("fonts");
    }

    private JsonNode line(int index) throws IOException {
        return json().path("findings").path(index);
    }
}
