package io.xisuan.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places where a person works: remembered, chosen, and used by commands that are not told. */
class ContextCommandsTest extends CommandTest {
    private static final String PROPERTY = "xisuan.config";

    private final String before = System.getProperty(PROPERTY, "/nonexistent");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void has_a_file_of_its_own() {
        System.setProperty(PROPERTY, file().toString());
    }

    @AfterEach
    void leaves_the_file_of_the_others() {
        System.setProperty(PROPERTY, before);
    }

    private Path file() {
        return folder.resolve("xisuan").resolve("config.yaml");
    }

    private String store() {
        return "jdbc:sqlite:" + folder.resolve("finance.db");
    }

    @Test
    void what_was_logged_in_to_is_the_current_context_and_can_be_changed() throws IOException {
        assertThat(run("login", "lab", "--offline", "-n", "vision", "--as", "li.lei", "--language", "zh"))
                .isZero();
        assertThat(run("login", "finance", "--offline", "--db", store())).isZero();

        assertThat(run("context", "list", "-o", "json")).isZero();
        assertThat(json().path("current").asText()).isEqualTo("finance");
        assertThat(json().path("contexts")).hasSize(2);

        assertThat(run("context", "use", "lab", "-o", "json")).isZero();
        assertThat(json().path("context").path("namespace").asText()).isEqualTo("vision");
        assertThat(Files.readString(file())).startsWith("current: lab\n").contains("person: li.lei", "language: zh");
    }

    @Test
    void the_file_is_for_its_owner_alone() throws IOException {
        run("login", "lab", "--offline");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_second_login_changes_what_it_names_and_keeps_the_rest() throws IOException {
        run("login", "lab", "--offline", "-n", "vision", "--as", "li.lei");
        run("login", "lab", "--offline", "-n", "speech", "-o", "json");

        assertThat(json().path("context").path("namespace").asText()).isEqualTo("speech");
        assertThat(json().path("context").path("person").asText()).isEqualTo("li.lei");
    }

    @Test
    void a_password_is_never_remembered() {
        assertThat(run("login", "f", "--offline", "--db", "jdbc:postgresql://db/xisuan?user=a&password=b"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("holds a password").contains("PGPASSWORD");
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_store_that_cannot_be_opened_is_not_remembered() {
        assertThat(run("login", "f", "--db", store())).isEqualTo(2);

        assertThat(err.toString()).contains("There is no database at " + folder.resolve("finance.db"));
        assertThat(file()).doesNotExist();
    }

    @Test
    void commands_take_store_and_language_from_the_context() {
        run("login", "finance", "--offline", "--db", store(), "--language", "zh");

        if (System.getenv("XISUAN_DATA") == null) {
            assertThat(run("site", "list")).isEqualTo(2);
            assertThat(err.toString()).contains(folder.resolve("finance.db").toString());
        }
        if (System.getenv("XISUAN_LANG") == null) {
            assertThat(run("site", "lst")).isEqualTo(2);
            assertThat(err.toString()).contains("没有命令 \"lst\"");
        }
    }

    @Test
    void a_context_that_is_not_there_and_a_field_that_is_none_are_refused_by_name() throws IOException {
        run("login", "lab", "--offline");
        assertThat(run("context", "use", "lba")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no context lba: known are lab");

        Files.writeString(file(), "current: lab\ncontexts:\n- name: lab\n  password: x\n");
        assertThat(run("context", "list")).isEqualTo(2);
        assertThat(err.toString()).contains(file().toString()).contains("there is no field \"password\"");
    }

    @Test
    void a_context_is_forgotten() throws IOException {
        run("login", "lab", "--offline");
        assertThat(run("context", "remove", "lab")).isZero();

        assertThat(run("context", "list", "-o", "json")).isZero();
        assertThat(json().path("contexts")).isEmpty();
        assertThat(json().path("current").isNull()).isTrue();
    }
}
