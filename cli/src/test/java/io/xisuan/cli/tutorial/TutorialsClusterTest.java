package io.xisuan.cli.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorials print what they show. Each page is played on one real control plane, in the order operations, firm, finance, by the
 * launcher that readers use: each command ends well, and prints what the page shows, but for what passes ({@link Steady}). With
 * {@code -Dtutorials.refresh=true} the pages are written anew instead.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TutorialsClusterTest {
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path PAGES = ROOT.resolve("docs/tutorials");
    private static final boolean REFRESH = Boolean.getBoolean("tutorials.refresh");

    @TempDir
    static Path work;

    private Testbed testbed;
    private TutorialHome home;
    private TutorialShell shell;

    @BeforeAll
    void bring_up() throws IOException {
        testbed = Testbed.up("tutorials", "--no-audit");
        Path bin = Files.createDirectories(work.resolve("bin"));
        String program = System.getProperty("tutorials.program", "'%s'".formatted(ROOT.resolve("xisuan")));
        script(bin.resolve("xisuan"), "exec %s \"$@\"".formatted(program));
        script(
                bin.resolve("kubectl"),
                "HOME='%s' exec '%s' kubectl --name %s -- \"$@\""
                        .formatted(System.getenv("HOME"), ROOT.resolve("deploy/testbed/testbed"), testbed.name()));
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        home = TutorialHome.make();
        environment.put("HOME", home.folder().toString());
        environment.put("XISUAN_CONFIG", work.resolve("config.yaml").toString());
        environment.put("KUBECONFIG", testbed.kubeconfig("admin").toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("COLUMNS", "132");
        Files.createSymbolicLink(home.folder().resolve("deploy"), ROOT.resolve("deploy"));
        shell = new TutorialShell(home.folder(), environment);
        // A checkout that was not built yet builds itself at its first command, and says so: no page begins with that.
        TutorialShell.Answer first = shell.run("xisuan version");
        assertThat(first.code()).as("%s", first.output()).isZero();
    }

    @AfterAll
    void take_down() {
        shell.close();
        home.close();
        testbed.close();
    }

    @Test
    void each_page_prints_what_it_shows() {
        for (String page : List.of("operations", "firm", "finance")) {
            play(TutorialPage.read(PAGES.resolve(page + ".md")));
        }
    }

    private void play(TutorialPage page) {
        List<List<String>> outputs = new ArrayList<>();
        SoftAssertions differences = new SoftAssertions();
        for (TutorialPage.Step step : page.steps()) {
            TutorialShell.Answer answer = shell.run(step.command());
            List<String> said = home.hiddenIn(answer.output());
            String where = "%s:%d: %s".formatted(page.file().getFileName(), step.line(), step.command());
            assertThat(answer.code())
                    .as("%s: exit code; it said %s", where, answer.output())
                    .isZero();
            if (!REFRESH && !step.hidden()) {
                differences
                        .assertThat(Printed.comparable(said, step.held()))
                        .as(
                                "%s%nThe page shows%n%s%nand this run printed%n%s%n",
                                where, text(step.output()), text(said))
                        .isEqualTo(Printed.comparable(step.output(), step.held()));
            }
            outputs.add(said);
        }
        assertThat(outputs).as("steps of %s", page.file()).isNotEmpty();
        differences.assertAll();
        if (REFRESH) {
            page.write(outputs);
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
