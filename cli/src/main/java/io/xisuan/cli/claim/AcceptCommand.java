package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code claim accept}: records what the authority accepts, all of it or a part. */
@Command(
        name = "accept",
        description =
                "Records what the authority accepts: all of it, an amount spread over all lines, or single lines.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim accept CL-000012 --amount 1500.00 --cause exhausted --by li"})
public final class AcceptCommand extends StepCommand {
    @Option(
            names = "--amount",
            paramLabel = "CNY",
            description = "What is accepted in all (default: all, or the sum of --line).")
    private Optional<String> amount = Optional.empty();

    @Option(
            names = "--line",
            paramLabel = "N=CNY",
            description = "What is accepted of one line; of lines that are not named nothing is.")
    private List<String> named = new ArrayList<>();

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            description = "Why the rest is not: eligibility, exhausted, evidence or lateness.")
    private Optional<String> cause = Optional.empty();

    @Option(
            names = "--appeal",
            description = "What is not accepted can be claimed again; else the one who bears the cause pays.")
    private boolean appeal;

    @Option(names = "--day", paramLabel = "DATE", description = "The day it happened (default: today).")
    private Optional<String> day = Optional.empty();

    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        SortedMap<Integer, Money> lines = ClaimOptions.lines(named);
        Money all = lines.isEmpty() ? claim.total() : lines.values().stream().reduce(Money.ZERO, Money::plus);
        return new ClaimStep.Answer(
                ClaimOptions.day(day, nowMillis),
                amount.map(text -> ClaimOptions.money("--amount", text)).orElse(all),
                lines,
                cause.map(text -> new ClaimStep.Rest(ClaimOptions.cause(text), appeal)));
    }
}
