package io.xisuan.cli.approval;

import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Decided.Verdict;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code approval}: proposals that wait for a second person, and their end. */
@Command(
        name = "approval",
        description = "What takes two people: list, show, approve, reject, withdraw; and who may do what: role.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RoleCommand.class)
public final class ApprovalCommand {
    private static final Pattern NAME = Pattern.compile("(?:AP-)?0*([1-9][0-9]{0,17})");

    private final Clock clock = Clock.systemUTC();

    @Command(
            name = "list",
            description = "Lists the proposals that wait; with --all those that are decided too.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval list"})
    int list(
            @Option(names = "--all", description = "Also what was approved, rejected or withdrawn.") boolean all,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            ControlBook book = new ControlBook(store);
            List<ApprovalView> views = new ArrayList<>();
            book.pending().forEach(proposal -> views.add(ApprovalView.of(proposal)));
            if (all) {
                book.decided().forEach(decided -> views.add(ApprovalView.of(decided)));
            }
            views.sort(Comparator.comparing(ApprovalView::id));
            output.print(views, ApprovalView.table(views));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Shows one proposal with all that it says.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval show AP-000012"})
    int show(
            @Parameters(paramLabel = "ID", description = "The proposal.") String id,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            ControlBook book = new ControlBook(store);
            long number = number(id);
            Proposal proposal = book.proposal(number)
                    .orElseThrow(() -> InputException.of(
                            "there is no proposal %s: see approval list --all".formatted(Proposal.name(number))));
            ApprovalView view = book.decided().stream()
                    .filter(decided -> decided.proposal().number() == number)
                    .map(ApprovalView::of)
                    .findFirst()
                    .orElseGet(() -> ApprovalView.of(proposal));
            output.print(view, ApprovalView.table(List.of(view)));
            output.output().say("");
            output.output().say("digest  " + view.sha256());
            output.output().say("content " + view.content());
        }
        return 0;
    }

    @Command(
            name = "approve",
            description = "Approves what somebody else proposed, and does it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval approve AP-000012 --by wang"})
    int approve(
            @Parameters(paramLabel = "ID", description = "The proposal.") String id,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.") String reason,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return decide(database, output, book -> book.approve(number(id), person.principal(), reason, clock.millis()));
    }

    @Command(
            name = "reject",
            description = "Rejects what somebody else proposed, and says why.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval reject AP-000012 --reason \"the log shows no fault\" --by wang"
            })
    int reject(
            @Parameters(paramLabel = "ID", description = "The proposal.") String id,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.") String reason,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return decide(
                database,
                output,
                book -> book.end(number(id), Verdict.REJECTED, person.principal(), reason, clock.millis()));
    }

    @Command(
            name = "withdraw",
            description = "Takes back what one proposed oneself.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval withdraw AP-000012 --by li"})
    int withdraw(
            @Parameters(paramLabel = "ID", description = "The proposal.") String id,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.") String reason,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return decide(
                database,
                output,
                book -> book.end(number(id), Verdict.WITHDRAWN, person.principal(), reason, clock.millis()));
    }

    private static int decide(DatabaseOption database, OutputOption output, Function<ControlBook, Decided> decision) {
        try (Store store = database.openExisting()) {
            ApprovalView view = ApprovalView.of(decision.apply(new ControlBook(store)));
            output.print(view, ApprovalView.table(List.of(view)));
        }
        return 0;
    }

    private static long number(String id) {
        Matcher matcher = NAME.matcher(id);
        if (!matcher.matches()) {
            throw InputException.of("\"%s\" is no proposal: write it as AP-000012".formatted(id));
        }
        return Long.parseLong(matcher.group(1));
    }
}
