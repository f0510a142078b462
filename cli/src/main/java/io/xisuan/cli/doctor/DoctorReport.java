package io.xisuan.cli.doctor;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What was found, for people and programs.
 *
 * @param ok whether nothing is left that is wrong
 * @param fixed what was put right just now
 */
record DoctorReport(boolean ok, List<String> fixed, List<Line> findings) {
    /**
     * A finding in the reader's language.
     *
     * @param severity ok, hint, warning or error
     * @param safe whether {@code --fix} does it
     */
    record Line(String area, String severity, String about, String found, String means, String command, boolean safe) {}

    DoctorReport {
        fixed = List.copyOf(fixed);
        findings = List.copyOf(findings);
    }

    /** Returns the report of findings, the worst first and those of one kind by area. */
    static DoctorReport of(List<Finding> findings, List<String> fixed, Language language) {
        List<Line> lines = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::area))
                .map(finding -> new Line(
                        finding.area().id(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.about(),
                        finding.found().in(language),
                        finding.means().in(language),
                        finding.command(),
                        finding.fix() != Fix.NONE))
                .toList();
        boolean ok = findings.stream().noneMatch(finding -> finding.severity().isBad());
        return new DoctorReport(ok, fixed, lines);
    }

    void print(OutputOption output) {
        Language language = output.language();
        output.print(this, table(language));
        List<Line> open =
                findings.stream().filter(line -> !line.means().isEmpty()).toList();
        if (!open.isEmpty()) {
            output.output().alsoForPeople(language.of("说明", "What it means"), meanings(open, language));
        }
        fixed.forEach(done -> output.output().say(language.of("已修复：", "Fixed: ") + done));
        output.output().say("");
        output.output().say(summary(language));
    }

    private Table table(Language language) {
        Table.Builder table = Table.of(
                Column.name("severity", language.of("结果", "Result")),
                Column.name("area", language.of("检查", "Check")),
                Column.text("about", language.of("对象", "About")),
                Column.text("found", language.of("发现", "Found")),
                Column.text("command", language.of("怎么办", "What to do")));
        findings.forEach(line -> table.row(
                Severity.valueOf(line.severity().toUpperCase(Locale.ROOT))
                        .words()
                        .in(language),
                Area.valueOf(line.area().toUpperCase(Locale.ROOT)).words().in(language),
                line.about(),
                line.found(),
                line.command()));
        return table.build();
    }

    private static Table meanings(List<Line> lines, Language language) {
        Table.Builder table = Table.of(
                Column.text("about", language.of("对象", "About")), Column.text("means", language.of("含义", "Meaning")));
        lines.stream()
                .map(line -> List.of(line.about(), line.means()))
                .distinct()
                .forEach(pair -> table.row(pair.getFirst(), pair.getLast()));
        return table.build();
    }

    private String summary(Language language) {
        long safe = findings.stream().filter(Line::safe).count();
        String more = safe == 0
                ? ""
                : language.of("；其中 %d 项可以用 --fix 修复".formatted(safe), "; --fix puts %d of them right".formatted(safe));
        return language.of(
                        "错误 %d，警告 %d，提示 %d，正常 %d"
                                .formatted(count("error"), count("warning"), count("hint"), count("ok")),
                        "%d errors, %d warnings, %d hints, %d in order"
                                .formatted(count("error"), count("warning"), count("hint"), count("ok")))
                + more
                + language.of("。", ".");
    }

    private long count(String severity) {
        return findings.stream()
                .filter(line -> line.severity().equals(severity))
                .count();
    }
}
