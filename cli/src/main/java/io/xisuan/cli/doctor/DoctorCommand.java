package io.xisuan.cli.doctor;

import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.DataHome;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.ActAnswer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code doctor}: what is wrong here, what it means, and which command puts it right. */
@Command(
        name = "doctor",
        description =
                "Looks at cluster, setup, rights, policies, clocks, leader, resources, store, journal, exporters and"
                        + " fonts; says of each thing that is not in order what it means and which command puts it right."
                        + " Exit code 1 when an error or a warning is left.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan doctor                          all of it, with $KUBECONFIG and the data folder",
            "  xisuan doctor --only setup --fix       put CRDs, policies and roles right, as an administrator",
            "  xisuan doctor --only policies          what a policy's Deny would break"
        })
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private Progress progress = new Progress();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "CHECK",
            description =
                    "Look at these alone: fonts, store, journal, cluster, setup, rights, policies, clocks, leader,"
                            + " resources, exporters (default: all).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The operator's folder (default: XISUAN_DATA or ~/.local/share/xisuan).")
    private @Nullable Path data;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "The usage journal (default: that of store or folder).")
    private @Nullable String journal;

    @Option(
            names = "--exporters",
            paramLabel = "FILE",
            description = "The operator's options file of exporters: each is asked once.")
    private @Nullable Path exporters;

    @Option(names = "--backups", paramLabel = "DIR", description = "Where backups lie: how old the last one is.")
    private @Nullable Path backups;

    @Option(
            names = "--fix",
            description = "Do what is safe: apply CRDs, policies and roles of this version, with the choices of the"
                    + " installation; needs an administrator's rights.")
    private boolean fix;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        SortedSet<Area> wanted = wanted();
        List<String> fixed = new ArrayList<>();
        List<Finding> findings;
        try (Waiting waiting = progress.begin("looking")) {
            Examination examination = new Examination(
                    ground(),
                    cluster::open,
                    wanted,
                    area -> waiting.now(area.words().in(output.language())));
            findings = examination.look();
            if (fix && findings.stream().anyMatch(finding -> finding.fix() == Fix.INSTALL)) {
                fixed.addAll(install(examination));
                findings = examination.look();
            }
        }
        DoctorReport report = DoctorReport.of(findings, fixed, output.language());
        report.print(output);
        return (report.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    /** Installs; a refusal is said and left to the findings that follow. */
    private List<String> install(Examination examination) {
        ActAnswer answer = examination.fix(Fix.INSTALL);
        return switch (answer) {
            case ActAnswer.Done done ->
                List.of(output.language().of("重新安装了资源定义、策略与角色", "kinds, policies and roles were installed again"));
            case ActAnswer.Fenced fenced -> refused(fenced.message());
            case ActAnswer.Refused refused -> refused(refused.message());
            case ActAnswer.Unreachable lost -> refused(lost.message());
        };
    }

    private List<String> refused(String message) {
        spec.commandLine().getErr().println("xisuan: --fix: " + message);
        return List.of();
    }

    private Ground ground() {
        Path folder = DataHome.folder(data);
        boolean url = spec.commandLine().getParseResult().hasMatchedOption("--db");
        return new Ground(
                data != null && !url ? DataHome.jdbcUrl(null, folder) : database.url(),
                url || data != null || journal != null,
                folder,
                Optional.ofNullable(journal),
                Optional.ofNullable(exporters),
                Optional.ofNullable(backups),
                InstantSource.system());
    }

    private SortedSet<Area> wanted() {
        if (only.isEmpty()) {
            return new TreeSet<>(Arrays.asList(Area.values()));
        }
        SortedSet<Area> wanted = new TreeSet<>();
        for (String name : only) {
            wanted.add(Arrays.stream(Area.values())
                    .filter(area -> area.id().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> InputException.of("--only: \"%s\" is no check: write %s"
                            .formatted(
                                    name,
                                    Arrays.stream(Area.values()).map(Area::id).collect(Collectors.joining(", "))))));
        }
        return wanted;
    }
}
