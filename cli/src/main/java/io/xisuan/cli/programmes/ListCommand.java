package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code programmes list}: each programme with its versions and what is not known about them. */
@Command(
        name = "list",
        description = "Lists the programmes with the rules that nobody knows.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan programmes list"})
public final class ListCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private Definitions definitions = new Definitions();

    /** One programme as JSON shows it. */
    record Listed(String id, String name, String nameEn, String jurisdiction, List<ListedVersion> versions) {
        static Listed of(Programme programme) {
            return new Listed(
                    programme.id().value(),
                    programme.names().zh(),
                    programme.names().en(),
                    programme.jurisdiction().path(),
                    programme.versions().stream().map(ListedVersion::of).toList());
        }
    }

    /** One version; a day that is none or unknown is empty, and {@code unknown} names it in the latter case. */
    record ListedVersion(
            String version, Optional<LocalDate> from, Optional<LocalDate> to, String source, List<String> unknown) {
        static ListedVersion of(ProgrammeVersion version) {
            return new ListedVersion(
                    version.name(),
                    given(version.validity().from()),
                    given(version.validity().to()),
                    version.document(),
                    version.unknownFields());
        }

        private static Optional<LocalDate> given(Field<LocalDate> field) {
            return field instanceof Field.Given<LocalDate> given ? Optional.of(given.value()) : Optional.empty();
        }
    }

    @Override
    public void run() {
        List<Listed> all = definitions.all().stream().map(Listed::of).toList();
        Table.Builder table = Table.of(
                Column.name("id", "programme"),
                Column.text("name", "name"),
                Column.name("jurisdiction", "jurisdiction"),
                Column.name("from", "from"),
                Column.name("to", "to"),
                Column.number("unknown", "rules not known"));
        for (Listed programme : all) {
            for (ListedVersion version : programme.versions()) {
                table.row(
                        programme.id(),
                        programme.name(),
                        programme.jurisdiction(),
                        version.from(),
                        version.to(),
                        version.unknown().size());
            }
        }
        output.print(all, table.build());
    }
}
