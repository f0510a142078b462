package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredDraft;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code invoice review}: signs drafts that a person has read. */
@Command(
        name = "review",
        description = {
            "Signs drafts: you have read them and they are right. The signature is on the draft's digest;",
            "a draft that is made anew has to be reviewed again. Read one first with invoice show D12."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan invoice review D12 D13 --by wang.wei",
            "  xisuan invoice review --run 3 --by wang.wei"
        })
public final class ReviewCommand implements Runnable {
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private PersonOption person = new PersonOption();

    @Parameters(arity = "0..*", paramLabel = "DRAFT", description = "The drafts, as D12.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--run", paramLabel = "RUN", description = "All drafts of a run, as invoice drafts lists them.")
    private @Nullable Long run;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "With one draft: the digest of what was read; another draft is refused.")
    private @Nullable String digest;

    @Override
    public void run() {
        try (Store store = database.openExisting()) {
            DraftBook drafts = new DraftBook(store);
            List<StoredDraft> read = read(drafts);
            if (digest != null && read.size() != 1) {
                throw InputException.of("--sha256 goes with one draft, not with %d".formatted(read.size()));
            }
            List<DraftTable.Listed> signed = new ArrayList<>();
            for (StoredDraft draft : read) {
                String of = digest == null ? draft.digest() : digest;
                signed.add(DraftTable.Listed.of(drafts.review(draft.id(), of, person.principal(), clock.millis())));
            }
            output.print(signed, DraftTable.of(signed));
        }
    }

    private List<StoredDraft> read(DraftBook drafts) {
        if (run == null == names.isEmpty()) {
            throw InputException.of("Name drafts, as D12, or all of a run with --run: see invoice drafts");
        }
        if (run == null) {
            return names.stream().map(name -> Drafts.find(drafts, name)).toList();
        }
        long id = run;
        if (drafts.run(id).isEmpty()) {
            throw InputException.of("There is no run %d: see invoice drafts".formatted(id));
        }
        return drafts.drafts(id);
    }
}
