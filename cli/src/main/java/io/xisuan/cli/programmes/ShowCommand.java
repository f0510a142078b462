package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.Source;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code programmes show ID}: every rule with its source and confidence. */
@Command(
        name = "show",
        description = "Shows every rule of a programme with its source and confidence.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan programmes show nanning-2025"})
public final class ShowCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private Definitions definitions = new Definitions();

    @Parameters(paramLabel = "ID", description = "The programme.")
    private String id = "";

    /** One rule as JSON shows it: state is given, none or unknown. */
    record Rule(String version, String rule, String state, String value, Optional<Source> source) {
        static Rule of(ProgrammeVersion version, Map.Entry<String, Field<?>> entry) {
            return switch (entry.getValue()) {
                case Field.Given<?> given ->
                    new Rule(
                            version.name(),
                            entry.getKey(),
                            "given",
                            RuleText.of(given.value()),
                            Optional.of(given.source()));
                case Field.None<?> none ->
                    new Rule(version.name(), entry.getKey(), "none", "", Optional.of(none.source()));
                case Field.Unknown<?> unknown ->
                    new Rule(version.name(), entry.getKey(), "unknown", unknown.missing(), Optional.empty());
            };
        }
    }

    /** The whole programme as JSON shows it. */
    record Shown(String id, String name, String nameEn, String jurisdiction, List<Rule> rules) {}

    @Override
    public void run() {
        Programme programme = definitions.find(id);
        List<Rule> rules = programme.versions().stream()
                .flatMap(version -> version.fields().entrySet().stream().map(entry -> Rule.of(version, entry)))
                .toList();
        Table.Builder table = Table.of(
                Column.name("version", "version"),
                Column.name("rule", "rule"),
                Column.name("state", "state"),
                Column.text("value", "value"),
                Column.text("source", "source"),
                Column.name("confidence", "confidence"));
        for (Rule rule : rules) {
            table.row(
                    rule.version(),
                    rule.rule(),
                    rule.state(),
                    rule.value(),
                    rule.source().map(Source::text),
                    rule.source().map(Source::confidence));
        }
        Shown shown = new Shown(
                programme.id().value(),
                programme.names().zh(),
                programme.names().en(),
                programme.jurisdiction().path(),
                rules);
        output.output().say("%s  %s  (%s)".formatted(shown.id(), shown.name(), shown.jurisdiction()));
        for (ProgrammeVersion version : programme.versions()) {
            output.output().say("version %s: %s".formatted(version.name(), version.document()));
        }
        output.print(shown, table.build());
    }
}
